"""Numbers written in words, and the words and letters that scale a number."""

from collections.abc import Sequence
from fractions import Fraction

from app.text.figure_tokens import Token

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNIT_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TEN_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"

SMALL: dict[str, int] = {
    **{word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), start=2)},
}
ORDINALS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNIT_ORDINALS.split())},
    **{word: 10 * value for value, word in enumerate(_TEN_ORDINALS.split(), start=2)},
    "hundredth": 100,
    "thousandth": 1000,
}
SCALES: dict[str, int] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
}
SHORT_SCALES: dict[str, int] = {
    "k": 10**3,
    "K": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "Mn": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
    "Bn": 10**9,
    "BN": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "T": 10**12,
    "cr": 10**7,
}
FREE_SHORT_SCALES = frozenset({"mn", "mln", "Mn", "bn", "Bn", "BN", "bln", "tn", "trn"})
FRACTION_GLYPHS: dict[str, Fraction] = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
PARTS: dict[str, int] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    **{form: ORDINALS[word] for word in _UNIT_ORDINALS.split()[4:13] for form in (word, f"{word}s")},
}
MULTIPLIERS: dict[str, int] = {
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
    "hundredfold": 100,
    "doubled": 2,
    "doubling": 2,
    "tripled": 3,
    "trebled": 3,
    "tripling": 3,
    "quadrupled": 4,
    "quadrupling": 4,
}


def read_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read a spelled whole number at token `at`; answer its value and the index after it."""
    total, current, end = 0, 0, at
    while (step := _next_word(tokens, end, start=at)) is not None:
        index, word = step
        if word in SMALL:
            if not _fits(current, SMALL[word], first=end == at):
                break
            current += SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            total, current = _scaled(total, current, SCALES[word])
        end = index + 1
    return (total + current, end) if end > at else None


def _fits(current: int, value: int, *, first: bool) -> bool:
    if first:
        return True
    if current % 100 == 0:
        return value > 0
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def _scaled(total: int, current: int, scale: int) -> tuple[int, int]:
    if current == 0 and total:
        return total * scale, 0
    return total + max(current, 1) * scale, 0


def _next_word(tokens: Sequence[Token], end: int, *, start: int) -> tuple[int, str] | None:
    word = tokens[end].low
    if word in SMALL or (word in SCALES and end > start):
        return end, word
    if end > start and word in ("-", "and", "\u2011", "\u2010"):
        return _after_joint(tokens, end)
    return None


def _after_joint(tokens: Sequence[Token], joint: int) -> tuple[int, str] | None:
    before, after = tokens[joint - 1].low, tokens[joint + 1].low
    if tokens[joint].low == "and":
        return (joint + 1, after) if before in SCALES and after in SMALL else None
    if not tokens[joint].glued:
        return None
    return (joint + 1, after) if after in SMALL or after in SCALES else None
