"""What depends on MkDocs: pages rendered only if something of theirs changed, and the live server."""
