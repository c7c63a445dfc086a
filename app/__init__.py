"""A fact-checking service: claims are matched against stored source statements and given a verdict."""

__version__ = "0.1.0"
