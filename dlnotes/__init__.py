"""Deep-learning notes that run: the package behind the site."""

__version__ = "0.1.0"
