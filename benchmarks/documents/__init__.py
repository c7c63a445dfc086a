"""Checks whole articles against the packaged sources."""
