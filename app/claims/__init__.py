"""Finds the claims of a document: its sentences, parted, named, dated and sorted by kind."""
