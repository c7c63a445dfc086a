"""Fits the combination of facets and trained reader, and writes `app/verification/combination.json`."""
