"""Contrastive pairs: made statements and claims, between which exactly one facet changes."""
