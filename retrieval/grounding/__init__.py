"""Drafted sentences against their evidence."""
