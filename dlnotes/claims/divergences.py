"""What the note says; see the page of this name."""

CLAIMS = []
