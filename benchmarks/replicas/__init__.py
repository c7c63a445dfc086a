"""Measures replicas on one PostgreSQL: the same answers, writes found at once, ends that nobody notices."""
