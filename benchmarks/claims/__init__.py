"""Measures claim detection on sentences of our own and on a public benchmark."""
