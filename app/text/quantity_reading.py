"""Read every quantity of a tokenised text, one reader after another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.text.amounts import Found, read_amount
from app.text.figure_tokens import TokenisedText
from app.text.loose_figures import read_multiple, read_ordinal, read_vague
from app.text.number_words import FRACTION_GLYPHS, MULTIPLIERS, ORDINALS, SMALL
from app.text.quantity import Quantity
from app.text.shares import read_part, read_ratio

_INSISTING = re.compile(r"\b(?:exactly|precisely)\s+$", re.IGNORECASE)

_Reader = Callable[[TokenisedText, int], Found | None]

_FOR_NUMERALS: tuple[_Reader, ...] = (read_ordinal, read_multiple, read_ratio, read_amount)
_FOR_SMALL: tuple[_Reader, ...] = (read_part, read_vague, read_ordinal, read_multiple, read_ratio, read_amount)
_FOR_WORDS: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys(ORDINALS, (read_ordinal,)),
    **dict.fromkeys(SMALL, _FOR_SMALL),
    **dict.fromkeys(MULTIPLIERS, (read_multiple,)),
    **dict.fromkeys(("twice", "double", "triple", "treble", "quadruple"), (read_multiple,)),
    **dict.fromkeys(
        ("dozens", "tens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "several", "few"),
        (read_vague,),
    ),
    **dict.fromkeys(("number", "no", "#"), (read_ordinal,)),
    **dict.fromkeys(FRACTION_GLYPHS, (read_amount,)),
    "half": (read_part,),
    "a": (read_part, read_vague, read_amount),
    "an": (read_amount,),
}


def read_quantities(written: TokenisedText, taken: Sequence[tuple[int, int]]) -> tuple[Quantity, ...]:
    """Give the quantities outside the `taken` stretches of text (start, end), in order."""
    found: list[Quantity] = []
    free, floor = 0, 0
    for at in written.places(_FOR_WORDS):
        token = written.tokens[at]
        if at < free or any(start < token.end and token.start < end for start, end in taken):
            continue
        readers = _FOR_NUMERALS if token.is_numeral else _FOR_WORDS[token.low]
        quantities, free = _first(readers, written, at)
        found.extend(each for each in quantities if each.span.start >= floor and not _is_taken(each, taken))
        floor = found[-1].span.end if found else 0
    return tuple(replace(q, insisted=True) if _INSISTING.search(written.text, 0, q.span.start) else q for q in found)


def _first(readers: Sequence[_Reader], written: TokenisedText, at: int) -> Found:
    for read in readers:
        if (found := read(written, at)) is not None:
            return found
    return (), at + 1


def _is_taken(quantity: Quantity, taken: Sequence[tuple[int, int]]) -> bool:
    span = quantity.number_span
    return any(start < span.end and span.start < end for start, end in taken)
