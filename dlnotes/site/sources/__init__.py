"""What an author writes, read once: pages, snippets, exercises."""
