"""Measures that an answer depends on nothing but the claim, the store and the engine."""
