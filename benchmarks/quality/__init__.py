"""Measures the verdicts on the contrastive quality suite, beside simpler ways to give them."""
