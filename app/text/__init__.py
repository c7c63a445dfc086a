"""What can be read in a text without knowing what it is for: words, names, figures, phrases."""
