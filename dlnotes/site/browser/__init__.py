"""What runs in the reader's browser, on the Python side."""
