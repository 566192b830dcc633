"""Answers made of the archive's own sentences, and what every drafter hands over."""
