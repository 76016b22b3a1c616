"""What is stale, how it is made anew, where it is kept."""
