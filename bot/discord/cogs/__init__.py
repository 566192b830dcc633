"""What people can do in Discord, one cog a file."""
