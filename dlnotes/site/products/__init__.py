"""The kinds of things that are made, a module each."""
