"""Figures for slots: drawing them, writing them in several ways, and saying true and untrue things about them."""

import random
from dataclasses import dataclass

MONEY = {"euros": "€", "dollars": "$", "pounds": "£"}
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
SCALES = ((1e12, "trillion", "tn"), (1e9, "billion", "bn"), (1e6, "million", "m"))


TRUE_BOUNDS = (
    ("about", 0.97, 1.03),
    ("around", 0.97, 1.03),
    ("roughly", 0.96, 1.04),
    ("more than", 0.6, 0.97),
    ("over", 0.8, 0.98),
    ("at least", 0.7, 1.0),
    ("less than", 1.03, 1.5),
    ("under", 1.03, 1.4),
    ("nearly", 1.01, 1.05),
    ("almost", 1.01, 1.06),
    ("just under", 1.01, 1.04),
    ("at most", 1.0, 1.3),
)
"""Words that bound a figure, and between which multiples of the figure the bound lies for them to hold."""

UNTRUE_BOUNDS = (
    ("about", 1.3, 2.0),
    ("roughly", 0.4, 0.7),
    ("more than", 1.15, 3.0),
    ("over", 1.1, 2.0),
    ("at least", 1.2, 3.0),
    ("less than", 0.3, 0.9),
    ("under", 0.4, 0.95),
    ("nearly", 1.4, 2.2),
    ("at most", 0.3, 0.9),
)
"""The same for them not to hold."""

EXACT_WHEN_TRUE, EXACT_WHEN_UNTRUE = 0.45, 0.65


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure: its lowest and highest value, its unit, and a larger unit with its size, if there is one."""

    low: float
    high: float
    unit: str
    larger: tuple[str, float] | None = None


KINDS = {
    "percent": Kind(1, 90, "percent"),
    "count": Kind(12, 90_000, ""),
    "votes": Kind(12, 400, "votes"),
    "people": Kind(40, 400_000, "employees"),
    "people_count": Kind(12, 900_000, "people"),
    "copies": Kind(3_000, 9_000_000, "copies"),
    "length": Kind(150, 42_000, "metres", ("kilometres", 1_000)),
    "height": Kind(20, 900, "metres"),
    "mass": Kind(120, 18_000, "kilograms", ("tonnes", 1_000)),
    "power": Kind(20, 9_000, "megawatts", ("gigawatts", 1_000)),
    "age": Kind(300, 90_000, "years"),
    "money": Kind(1_000_000, 900_000_000_000, "money"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something; `unit` is a currency, a noun or nothing."""

    value: float
    unit: str
    kind: str

    def written(self, chance: random.Random) -> str:
        """Write it in one of its exact forms."""
        if self.unit in MONEY:
            return _money(self.value, self.unit, chance)
        if self.unit == "percent":
            return f"{_plain(self.value)}{chance.choice((' percent', ' per cent', '%', ' %'))}"
        larger = KINDS[self.kind].larger
        if larger and self.value >= larger[1] and chance.random() < 0.5:
            return f"{_plain(self.value / larger[1])} {larger[0]}"
        return f"{_counted(self.value, chance)} {self.unit}".strip()

    def scaled(self, factor: float) -> "Figure":
        """Multiply it, and round the product as people do."""
        return Figure(rounded(self.value * factor, self.kind), self.unit, self.kind)


def drawn(kind: str, chance: random.Random) -> Figure:
    """Draw a figure of a kind, evenly over its orders of magnitude."""
    bounds = KINDS[kind]
    value = rounded(bounds.low * (bounds.high / bounds.low) ** chance.random(), kind, digits=chance.choice((2, 2, 3)))
    return Figure(value, chance.choice(list(MONEY)) if kind == "money" else bounds.unit, kind)


def rounded(value: float, kind: str, *, digits: int = 3) -> float:
    """Round to so many digits; what cannot be halved becomes whole."""
    number = float(f"{value:.{digits}g}")
    return number if kind in ("percent", "money") else float(max(1, round(number)))


def true_of(figure: Figure, chance: random.Random) -> str:
    """Say something that holds of the figure: the figure itself in another form, a rounding, or a bound."""
    if not _roundable(figure) or chance.random() < EXACT_WHEN_TRUE:
        return figure.written(chance)
    word, low, high = chance.choice(TRUE_BOUNDS)
    bound = _rounder(figure.scaled(chance.uniform(low, high)))
    holds = {
        "<": bound.value > figure.value,
        ">": bound.value < figure.value,
        "~": abs(bound.value / figure.value - 1) < 0.06,
    }
    return f"{word} {bound.written(chance)}" if holds[_side(word)] else figure.written(chance)


def untrue_of(figure: Figure, chance: random.Random) -> str:
    """Say something that cannot hold of the figure: another figure, another unit, or a bound on the wrong side."""
    if not _roundable(figure) or chance.random() < EXACT_WHEN_UNTRUE:
        return _other(figure, chance).written(chance)
    word, low, high = chance.choice(UNTRUE_BOUNDS)
    return f"{word} {_rounder(figure.scaled(chance.uniform(low, high))).written(chance)}"


def _other(figure: Figure, chance: random.Random) -> Figure:
    """Change the figure: swapped digits, another factor, a slip of a thousand, another currency."""
    if figure.unit in MONEY and chance.random() < 0.12:
        return Figure(figure.value, chance.choice([unit for unit in MONEY if unit != figure.unit]), figure.kind)
    if figure.unit in MONEY and chance.random() < 0.12:
        return Figure(figure.value * (1000 if figure.value < 1e9 else 0.001), figure.unit, figure.kind)
    swapped = _digits_swapped(figure.value)
    if swapped and chance.random() < 0.25:
        return Figure(swapped, figure.unit, figure.kind)
    factor = chance.choice((0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.5, 2.0, 3.0, 10.0))
    other = figure.scaled(factor)
    return (
        other
        if other.value != figure.value and not (figure.unit == "percent" and other.value > 99)
        else figure.scaled(0.4).scaled(1.1)
    )


def _digits_swapped(value: float) -> float | None:
    """Exchange the two leading digits where that changes the value by a tenth or more."""
    text = f"{value:.0f}"
    if len(text) < 2 or value != int(value) or "0" in text[:2] or text[0] == text[1]:
        return None
    return float(text[1] + text[0] + text[2:])


def _rounder(figure: Figure) -> Figure:
    """Give a figure with fewer digits."""
    return Figure(rounded(figure.value, figure.kind, digits=2), figure.unit, figure.kind)


def _roundable(figure: Figure) -> bool:
    return figure.value >= 20 and figure.kind != "votes"


def _side(word: str) -> str:
    if word in ("more than", "over", "at least"):
        return ">"
    return "~" if word in ("about", "around", "roughly") else "<"


def _money(value: float, unit: str, chance: random.Random) -> str:
    size, word, short = next((scale for scale in SCALES if value >= scale[0]), SCALES[-1])
    number = _plain(value / size)
    forms = [
        f"{number} {word} {unit}",
        f"{MONEY[unit]}{number} {word}",
        f"{MONEY[unit]}{number}{short}",
        f"{number}{short} {unit}",
    ]
    if size == 1e9 and value < 1e11:
        forms.append(f"{_plain(value / 1e6)} million {unit}")
    if size == 1e6 and value < 1e8:
        forms.append(f"{MONEY[unit]}{value:,.0f}")
    return chance.choice((forms[0], *forms))


def _counted(value: float, chance: random.Random) -> str:
    if value < len(SMALL) and value == int(value):
        return chance.choice((SMALL[int(value)], f"{value:.0f}"))
    if value >= 1e6 and chance.random() < 0.7:
        return f"{_plain(value / 1e6)} million"
    if value >= 1e3 and value % 1e3 == 0 and chance.random() < 0.2:
        return f"{_plain(value / 1e3)} thousand"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{round(value, 3):,.10g}"
