"""Reads statements against a claim, facet by facet, and weighs what they say together."""
