"""For each experiment the checks that decide its claims, and the wrong versions on which they must fail.

A module is called as its experiment and has `CLAIMS`, slug → `Claim`. Nothing runs here; the
words of a claim stand in its block on a page.
"""
