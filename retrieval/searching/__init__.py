"""Passages for a query: searched, ranked, joined, reranked, and accounted for."""
