"""Backfile in Discord. Nothing but this package imports discord.py."""
