"""How two words or events relate in meaning."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from app.text.event_classes import EventClasses
from app.text.lexicon import Lexicon
from app.text.tokens import fold, stem
from app.verification.events import POSSESS


class Likeness(Enum):
    """How one word stands to another."""

    SAME = "same"
    CONVERSE = "converse"  # one event from opposite sides: beat, lose to
    EXCHANGE = "exchange"  # one exchange by who takes and by who gives: buy, sell
    OPPOSED = "opposed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WordRelation:
    """A likeness with its strength, 0..1."""

    likeness: Likeness
    strength: float


NO_RELATION = WordRelation(Likeness.NONE, 0.0)
_POSSESSIVE_CLASSES = frozenset({"make", "own", "release", "found", "publish", "acquire"})
_CARRYING = frozenset("be become remain stay seem have do take make get give hold carry".split())
_PARTS_OF_SPEECH = ("v", "n", "a", "r")


class Thesaurus:
    """Relates lemmas by the word list and the event classes."""

    def __init__(self, lexicon: Lexicon, classes: EventClasses) -> None:
        self.lexicon = lexicon
        self.classes = classes
        self.relation = lru_cache(maxsize=200_000)(self._relation)

    def _relation(self, claim: str, statement: str) -> WordRelation:
        """Relate a claim's lemma to a statement's; a statement's narrower word carries the claim's broader one."""
        if claim == statement or fold(claim) == fold(statement):
            return WordRelation(Likeness.SAME, 1.0)
        if POSSESS in (claim, statement):
            other = statement if claim == POSSESS else claim
            bond = bool(self.classes.classes(other) & _POSSESSIVE_CLASSES)
            return WordRelation(Likeness.SAME, 0.8) if bond else NO_RELATION
        if self.lexicon.related(claim, statement):
            return WordRelation(Likeness.SAME, 0.95)
        if self.classes.same(claim, statement):
            return WordRelation(Likeness.SAME, 0.9)
        if self.classes.converse(claim, statement):
            return WordRelation(Likeness.CONVERSE, 0.9)
        if self.classes.exchange(claim, statement):
            return WordRelation(Likeness.EXCHANGE, 0.9)
        if self._opposed(claim, statement):
            return WordRelation(Likeness.OPPOSED, 0.9)
        if self._narrower(statement, claim):
            return WordRelation(Likeness.SAME, 0.8)
        if self._family(claim, statement):
            return WordRelation(Likeness.SAME, 0.75)
        if self._narrower(claim, statement):
            return WordRelation(Likeness.SAME, 0.5)
        return NO_RELATION

    def _opposed(self, left: str, right: str) -> bool:
        if self.classes.opposed(left, right):
            return True
        return any(
            self.lexicon.opposed(left, right, pos)
            for pos in _PARTS_OF_SPEECH
            if self.lexicon.knows(left, pos) and self.lexicon.knows(right, pos)
        )

    def _narrower(self, narrow: str, wide: str) -> bool:
        return any(
            self.lexicon.broader(narrow, wide, pos)
            for pos in ("v", "n")
            if self.lexicon.knows(narrow, pos) and self.lexicon.knows(wide, pos)
        )

    def _family(self, left: str, right: str) -> bool:
        """Say whether the words grow from one stem, or a compound's last part is the other word."""
        if left.split("-")[-1] == right or right.split("-")[-1] == left:
            return True
        short, long = sorted((stem(left), stem(right)), key=len)
        return len(short) >= 4 and (short == long or (long.startswith(short) and len(long) - len(short) <= 3))

    def best(self, claim: tuple[str, ...], statement: tuple[str, ...]) -> WordRelation:
        """Return the strongest relation between any two of the lemmas, likeness before opposition."""
        found = [self.relation(a, b) for a in _telling(claim) for b in _telling(statement)]
        same = [r for r in found if r.likeness is Likeness.SAME]
        return max(same or found, key=lambda r: r.strength, default=NO_RELATION)


def _telling(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lemmas without the verb that only carries the others: "winner" of "be winner"."""
    return tuple(lemma for lemma in lemmas if lemma not in _CARRYING) or lemmas
