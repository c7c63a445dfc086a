"""Measures the facets alone on pairs written by hand: how often what they find is right, and what it costs."""
