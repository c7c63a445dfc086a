"""Dates for slots: drawing them, writing them, and saying true, untrue and unknown things about them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SPANS = {
    "date": (2015, 2026),
    "year": (1960, 2026),
    "early_year": (1850, 1960),
    "late_year": (1961, 2025),
    "coming_year": (2027, 2035),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, known as exactly as `grain` says: "day", "month" or "year"."""

    day: date
    grain: str

    def written(self, chance: random.Random, *, grain: str | None = None) -> str:
        """Write it with its preposition, in one of its forms."""
        day, month = self.day, MONTHS[self.day.month - 1]
        grain = grain or self.grain
        if grain == "year":
            return f"in {day.year}"
        if grain == "month":
            return chance.choice(
                (f"in {month} {day.year}", f"in {month[:3]} {day.year}" if len(month) > 4 else f"in {month} {day.year}")
            )
        return chance.choice((f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}"))


def drawn_moment(kind: str, chance: random.Random) -> Moment:
    """Draw a moment of a kind of slot."""
    first, last = SPANS[kind]
    day = date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))
    return Moment(day, "year" if kind != "date" else chance.choice(("day", "day", "month", "month", "year")))


def true_of_moment(moment: Moment, chance: random.Random) -> str:
    """Say something that holds of the moment: itself, something coarser, or a bound."""
    roll = chance.random()
    if roll < 0.12:
        return f"before {moment.day.year + chance.randint(1, 4)}"
    if roll < 0.24:
        return f"after {moment.day.year - chance.randint(1, 4)}"
    coarser = {"day": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}[moment.grain]
    return moment.written(chance, grain=chance.choice(coarser))


def untrue_of_moment(moment: Moment, chance: random.Random) -> str:
    """Say something that cannot hold of the moment: another year, month or day, or a bound on the wrong side."""
    roll = chance.random()
    if roll < 0.12:
        return f"before {moment.day.year - chance.randint(0, 4)}"
    if roll < 0.24:
        return f"after {moment.day.year + chance.randint(0, 4)}"
    if roll < 0.6 or moment.grain == "year":
        years = chance.choice((-10, -4, -3, -2, -1, 1, 2, 3, 4, 10))
        return Moment(moment.day.replace(year=moment.day.year + years), moment.grain).written(
            chance, grain=chance.choice((moment.grain, "year"))
        )
    return _another_part_of_the_year(moment, chance)


def unknown_of_moment(moment: Moment, chance: random.Random) -> str | None:
    """Say something finer than what is known of the moment; None if nothing is finer."""
    finer = {"year": ("month", "day"), "month": ("day",), "day": ()}[moment.grain]
    return moment.written(chance, grain=chance.choice(finer)) if finer else None


def _another_part_of_the_year(moment: Moment, chance: random.Random) -> str:
    if moment.grain == "day" and chance.random() < 0.5:
        other = moment.day + timedelta(days=chance.choice((-9, -5, -2, -1, 1, 2, 5, 9)))
        return Moment(other, "day").written(chance)
    month = (moment.day.month - 1 + chance.randint(1, 11)) % 12 + 1
    return Moment(moment.day.replace(month=month), chance.choice(("month", moment.grain))).written(chance)
