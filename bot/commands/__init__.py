"""What each command does, one module a command. Each returns its exit code."""
