"""Measures the time of one check over HTTP as the store grows."""
