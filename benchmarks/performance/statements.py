"""Invented statements and claims about them, the same for the same seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_OPENINGS = (
    "Al Bar Bren Cal Cor Dal Dun Ed El Fal Gar Hol Ish Jan Kel Kes Lor Mar Mil Nor Oak Pel Quin Ros Sel "
    "Tam Thor Ul Ves Wes Yar Zel"
)
_MIDDLES = "a e i o u an en in on ar er ir or al el il ol ast est ist ost ang eng ing"
_ENDINGS = (
    "bridge by dale den don dorf field ford gate ham holm lin low mark mere mont more ney rick ridge sen "
    "stad ston stow tham ton trel vale vik well wick worth"
)
_GIVEN = (
    "Ada Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Kofi Leila Marta Nils Olga Priya Quentin "
    "Rosa Samir Tova Ulla Viktor Wanda Yusuf Zofia"
)
_FIRMS = (
    "Systems Foods Energy Motors Bank Pharma Airlines Media Textiles Robotics Mining Logistics Insurance "
    "Shipping Optics"
)
_BODIES = (
    "Ministry of Health|Ministry of Transport|Central Bank|Statistics Office|Court of Audit|"
    "Harbour Authority|City Council|Water Board|Electoral Commission|Weather Service"
)
_THINGS = (
    "battery plant|tram line|vaccine|language model|wind farm|desalination works|research reactor|"
    "stadium|satellite|payment app|railway bridge|data centre|hospital wing|seed bank|freight ferry|"
    "solar park"
)
_MATTERS = (
    "unemployment|inflation|rainfall|wheat output|road deaths|measles cases|tuition fees|air travel|"
    "housing starts|electricity use|child poverty|fish landings"
)
_SPORTS = "football|handball|ice hockey|chess|rowing|cycling|curling|fencing"
_ROLES = "chief executive|finance minister|head coach|chief scientist|mayor|board chair|editor"
_MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True, slots=True)
class Invented:
    """A statement, a sentence of context for some, and a claim on the same matter that may be right or wrong."""

    text: str
    context: str | None
    claim: str


class _Pen:
    """Draws the parts of a sentence."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def pick(self, words: str, separator: str | None = None) -> str:
        return self._dice.choice(words.split(separator))

    def place(self) -> str:
        return self.pick(_OPENINGS) + self.pick(_MIDDLES) + self.pick(_ENDINGS)

    def person(self) -> str:
        return f"{self.pick(_GIVEN)} {self.place()}"

    def firm(self) -> str:
        return f"{self.place()} {self.pick(_FIRMS)}"

    def number(self) -> int:
        return self._dice.randint(11, 9_999)

    def share(self) -> str:
        return f"{self._dice.randint(2, 97)}.{self._dice.randint(0, 9)}"

    def year(self) -> int:
        return self._dice.randint(1950, 2026)

    def is_context_given(self) -> bool:
        return self._dice.random() < 0.3


def _opened(pen: _Pen) -> tuple[str, str]:
    firm, thing, place = pen.firm(), pen.pick(_THINGS, "|"), pen.place()
    year = pen.year()
    return (
        f"{firm} opened its {thing} near {place} in {pen.pick(_MONTHS)} {year}.",
        f"The {thing} near {place} was opened by {firm} in {pen.year()}.",
    )


def _bought(pen: _Pen) -> tuple[str, str]:
    buyer, bought, amount = pen.firm(), pen.firm(), pen.number()
    return (
        f"{buyer} agreed to buy {bought} for {amount:,} million crowns, its largest purchase since {pen.year()}.",
        f"{bought} bought {buyer} for {amount:,} million crowns.",
    )


def _counted(pen: _Pen) -> tuple[str, str]:
    body, matter, place, share = pen.pick(_BODIES, "|"), pen.pick(_MATTERS, "|"), pen.place(), pen.share()
    year = pen.year()
    return (
        f"The {body} of {place} reported that {matter} rose by {share} percent in {year}.",
        f"In {year}, {matter} in {place} fell by {share} percent.",
    )


def _appointed(pen: _Pen) -> tuple[str, str]:
    person, role, place = pen.person(), pen.pick(_ROLES, "|"), pen.firm()
    return (
        f"{person} was named {role} of {place}, succeeding {pen.person()} after {pen.number() % 19 + 2} years.",
        f"{person} is the {role} of {place}.",
    )


def _won(pen: _Pen) -> tuple[str, str]:
    winner, loser, sport = pen.place(), pen.place(), pen.pick(_SPORTS, "|")
    year = pen.year()
    return (
        f"{winner} beat {loser} by {pen.number() % 7 + 2} to 1 in the {year} {sport} final at {pen.place()}.",
        f"{loser} won the {sport} final of {year} against {winner}.",
    )


def _found(pen: _Pen) -> tuple[str, str]:
    place, count, thing = pen.place(), pen.number(), pen.pick(_MATTERS, "|")
    return (
        f"A study of {count:,} people at the University of {place} found no link between sleep and {thing}.",
        f"A study at the University of {place} followed {pen.number():,} people.",
    )


_KINDS: tuple[Callable[[_Pen], tuple[str, str]], ...] = (_opened, _bought, _counted, _appointed, _won, _found)


def statements(*, seed: int) -> Iterator[Invented]:
    """Invent statements without end."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    pen = _Pen(dice)
    while True:
        text, claim = dice.choice(_KINDS)(pen)
        context = f"From the yearly review of {pen.place()}." if pen.is_context_given() else None
        yield Invented(text, context, claim)


def generate(count: int, *, seed: int) -> list[Invented]:
    """Invent `count` statements; a longer list of the same seed begins with the shorter."""
    return list(islice(statements(seed=seed), count))
