"""The grammar of time words, which others ask through `retrieval.understanding.timespans`."""
