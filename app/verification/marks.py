"""A first look: does a statement share a name or figure with the claim at all? Without one it decides nothing."""

from app.text.tokens import fold, tokenize

_LETTERS = 4  # "Thessaran" and "Thessara", "Danish" and "Danes" start alike


def telling_marks(claim: str) -> frozenset[str]:
    """Return the beginnings of the claim's names and figures; of all its words where it has neither."""
    words = [token for token in tokenize(claim) if token.is_word]
    marked = [w for w in words if any(c.isupper() or c.isdigit() for c in w.text)]
    return _beginnings([w.text for w in marked or words])


def shares_mark(marks: frozenset[str], text: str) -> bool:
    """Say whether the text has a word that begins like one of the marks."""
    return not marks.isdisjoint(_beginnings([token.text for token in tokenize(text) if token.is_word]))


def _beginnings(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word)[:_LETTERS] for word in words)
