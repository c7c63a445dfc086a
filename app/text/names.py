"""Names of people, places, organisations and products: finding them and telling whether two mean the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.evidence import Span
from app.text.tagging import Tag, Word
from app.text.tokens import fold

_TITLES = frozenset(
    "mr mrs ms dr prof sir lord lady dame president minister senator judge king queen prince princess chancellor "
    "chairman professor doctor captain general colonel mayor governor saint st".split()
)
_DEMONYM_ENDINGS = ("ian", "ean", "an", "n", "ese", "ish", "er", "i", "ic", "ite", "ans", "ians", "ers")
_LEGAL_FORMS = frozenset("inc ltd llc plc corp co gmbh ag sa ab oy as nv bv company corporation limited group".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; `words` are indexes of its first and last-plus-one word, `key` its folded parts."""

    span: Span
    words: tuple[int, int]
    key: tuple[str, ...]


def find_names(text: str, words: Sequence[Word]) -> tuple[Name, ...]:
    """Return the names among tagged words, in order: runs of name words."""
    return tuple(_name(text, words, start, end) for start, end in _runs(words))


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(words):
        if words[i].tag is not Tag.NAME:
            i += 1
            continue
        end = i + 1
        while end < len(words) and words[end].tag is Tag.NAME:
            end += 1
        yield i, end
        i = end


def _name(text: str, words: Sequence[Word], start: int, end: int) -> Name:
    span = Span.of(text, words[start].start, words[end - 1].end)
    return Name(span, (start, end), name_key(span.text))


def name_key(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name, without titles, articles and marks inside abbreviations."""
    folded = fold(name).replace("’", "'")
    parts = [part.strip(".'\"()") for part in folded.replace("-", " ").split()]
    kept = [part.replace(".", "") if not part.replace(".", "").isdigit() else part for part in parts]
    return tuple(part for part in kept if part and part not in {"the", "of", "and", "&"})


@lru_cache(maxsize=100_000)
def same_name(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return how surely two names mean the same, 0..1: 1 alike, 0.9 a part ("Osei-Larbi"), 0.85 initials or a demonym.

    A part must carry more than a title or a legal form, and figures must agree: "Hadar 5" is not "Hadar 3".
    """
    if left == right:
        return 1.0
    if not left or not right or (_figures(left) != _figures(right) and _figures(left) and _figures(right)):
        return 0.0
    short, long = sorted((left, right), key=len)
    if _is_part(short, long):
        return 0.9
    if _initials(short, long):
        return 0.85
    if len(left) == len(right) and all(_alike(a, b) for a, b in zip(left, right, strict=True)):
        return 0.85
    return 0.0


def says_all(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether the other name means this one and has its figures, too: "DeepSeek" is not yet "DeepSeek-V3"."""
    return same_name(name, other) > 0 and set(_figures(name)) <= set(_figures(other))


def _figures(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in key if any(char.isdigit() for char in part))


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    telling = [part for part in short if part not in _TITLES and part not in _LEGAL_FORMS]
    if not telling or not all(any(part == other or _is_demonym(part, other) for other in long) for part in telling):
        return False
    rest = [part for part in long if part not in short and part not in _LEGAL_FORMS and part not in _TITLES]
    if (
        len(telling) == 1
        and rest
        and not (telling[0] in {long[0], long[-1]} or any(_is_demonym(telling[0], p) for p in long))
    ):
        return False
    return not any(part.isdigit() for part in telling) or len(telling) > 1


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(part[0] for part in long)


def _alike(left: str, right: str) -> bool:
    return left == right or _is_demonym(left, right) or _is_demonym(right, left)


@lru_cache(maxsize=100_000)
def _is_demonym(word: str, place: str) -> bool:
    """Say whether the word is a regular adjective of the place: "thessaran" of "thessara"."""
    if len(place) < 4 or not word.endswith(_DEMONYM_ENDINGS):
        return False
    stem = place.rstrip("aeiouy")
    return len(stem) >= 4 and word.startswith(stem) and 1 <= len(word) - len(stem) <= 5


def is_same_body(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether the longer name adds only a legal form to the shorter: "Kestrel Ltd", "Kestrel"."""
    return all(part in _LEGAL_FORMS for part in long[len(short) :])
