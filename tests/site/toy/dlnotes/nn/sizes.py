"""Sizes."""

def size(n):
    return n // 2
