"""Surveys: answers computed from the catalogue rather than drafted from a few passages."""
