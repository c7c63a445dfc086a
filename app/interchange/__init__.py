"""Reads sources and statements from files that people edit; a file is taken whole or not at all."""
