"""Measures how labelled pairs of statement and claim are read, one pair at a time, beside simpler ways."""
