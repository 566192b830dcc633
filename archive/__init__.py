"""What both sides share: articles, passages, errors, settings, the embedder and the store."""
