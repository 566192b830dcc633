"""Answers written by a chat model: its prompt, its budget, its cost, its reply parsed."""
