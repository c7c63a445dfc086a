"""Use cases: one function for each thing a caller can ask."""
