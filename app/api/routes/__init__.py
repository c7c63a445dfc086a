"""Routes by resource: each translates, calls one use case and translates back."""
