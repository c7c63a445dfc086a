"""Finds the statements worth reading against a claim: by words, by names' spelling, by meaning."""
