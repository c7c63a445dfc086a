"""Runs committed models: the only room that knows the inference engine and the tokeniser's library."""
