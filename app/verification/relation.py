"""A figure that relates amounts to one another."""

from dataclasses import dataclass
from enum import Enum

from app.text.quantity import Quantity
from app.verification.readings import Anchor
from app.verification.topics import Topics


class Kind(Enum):
    """How a figure relates two amounts, or many."""

    CHANGE = "change"  # in percent of the amount it is compared with
    DIFFERENCE = "difference"  # in the amounts' own unit, or percentage points
    MULTIPLE = "multiple"  # how many times the amount it is compared with
    TOTAL = "total"
    SHARE = "share"  # in percent of a whole


@dataclass(frozen=True, slots=True)
class Relation:
    """A figure that relates amounts.

    `sign` is 1 where the first amount is said to be the greater, -1 for the smaller, 0 if it is not said. `than` holds
    the names it is compared with, `against` those that it is of; `topics` the nouns that say what is measured.
    `settled` are the words that say no more than the relation does.
    """

    kind: Kind
    sign: int
    figure: Anchor
    topics: Topics
    settled: frozenset[int]
    against: tuple[Anchor, ...] = ()
    than: tuple[Anchor, ...] = ()
    compares: bool = False  # it says what it is compared with: "than", "as many as"
    is_list_total: bool = False  # "in all": of everything of the kind that is listed

    @property
    def amount(self) -> Quantity:
        """Return the figure's amount."""
        assert isinstance(self.figure.value, Quantity)  # noqa: S101 - narrows the type: only quantities relate
        return self.figure.value
