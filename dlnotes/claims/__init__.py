"""What the note says, what holds, and the check that decides it; one module per lesson, named as its page.

Each module has `CLAIMS`, a list of `Claim`. A claim is decided from the result of one experiment; nothing is run here.
"""
