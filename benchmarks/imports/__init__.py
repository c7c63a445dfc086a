"""Measures an import of many rows, and the same import killed in the middle and run again."""
