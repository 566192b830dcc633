"""The grammar of time words. `retrieval.timespans` is how the other modules ask it."""
