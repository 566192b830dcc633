"""The front ends: command line and Discord. The only room that puts the others together."""

__version__ = "0.1.0"
