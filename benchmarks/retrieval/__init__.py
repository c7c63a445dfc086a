"""Measures whether the right statement is found, with words alone, meaning alone, and both."""
