"""How alike two spellings or two wordings are; the only importer of rapidfuzz."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA, Indel

from app.text.tokens import Token, fold, tokenize

SAME_WORDING = 0.85
"""Share of words that two wordings have in common, in order, from which they are copies: a reprint may change one word
in seven, or leave out one in four."""

_TURNING_WORDS = frozenset({"not", "no", "never", "nor", "neither", "without", "n't", "cannot"})


def most_slips(word: str) -> int:
    """Return how many slips may hide in a word of this length before it is another word."""
    if not word.isalpha() or len(word) < 5:
        return 0
    return 1 if len(word) < 8 else 2


def near_spellings(word: str, vocabulary: Iterable[str], *, limit: int) -> Sequence[str]:
    """Return the words of the vocabulary that `word` may be a misspelling of, nearest first, ties by alphabet.

    A slip is a letter added, dropped, changed or swapped with its neighbour. Short words and words with digits have
    none: "GPT-4" is no slip for "GPT-3".
    """
    most = most_slips(word)
    if most == 0:
        return []
    distances = ((OSA.distance(word, known, score_cutoff=most), known) for known in vocabulary if known.isalpha())
    return [known for distance, known in sorted(distances) if 0 < distance <= most][: max(0, limit)]


def near_duplicate(left: str, right: str) -> bool:
    """Say whether two texts are the same wording, so that two sources who print them count as one.

    Texts that differ in a figure, a name or a negation say different things, however alike they look.
    """
    one, other = _words(left), _words(right)
    alike = Indel.normalized_similarity([_key(word) for word in one], [_key(word) for word in other])
    return alike >= SAME_WORDING and not (_telling(one, other) or _telling(other, one))


def _words(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.is_word]


def _key(word: Token) -> str:
    return fold(word.lower)


def _telling(words: Sequence[Token], others: Sequence[Token]) -> bool:
    """Say whether a word that the others lack is a figure, a name or a negation."""
    known = {_key(word) for word in others}
    return any(_tells(word, at) for at, word in enumerate(words) if _key(word) not in known)


def _tells(word: Token, at: int) -> bool:
    is_name = at > 0 and word.text[:1].isupper()
    return is_name or any(char.isdigit() for char in word.text) or word.lower in _TURNING_WORDS
