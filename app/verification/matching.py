"""Which event of a statement tells what an event of the claim tells."""

from dataclasses import dataclass
from functools import cached_property

from app.text.date_expression import DateExpression
from app.text.date_relations import DateRelation, relate_dates
from app.text.lexicon import Lexicon
from app.text.names import Name, is_same_body, same_name
from app.text.quantities import QuantityRelation, relate_quantities
from app.text.quantity import Quantity
from app.text.tagging import Tag
from app.verification.events import AGENT, PATIENT, POSSESS, Event
from app.verification.readings import Anchor, Prepared
from app.verification.words import NO_RELATION, Likeness, Thesaurus, WordRelation

_GIVERS = ("to", "by", "from", "with", "against")
_PLACES = ("in", "at", "near", "into", "on", "from", "to")
_DIRECTIONS = {"from": ("from", "of"), "to": ("to", "into", "for")}
_EXCLUSIVE = frozenset(
    "acquire own make release found win lead appoint dismiss kill steal discover publish succeed cause arrest "
    "convict".split()
)
_SHARED_VERBS = frozenset({0, 29, 31, 32, 34, 37, 38, 39, 42, 43})
"""WordNet's files of verbs that many may be the agent of: cognition, communication, emotion, motion, perception."""
_DEFINITE = frozenset({"the", "this", "its", "their", "his", "her"})
_SURE = 0.9
_NEARLY = 0.06  # the same word goes before a word of the same kind
_LOOSE_PARTS = frozenset({"in", "on", "at", "then", "by", "is"})
REPEATABLE = frozenset(
    "rise fall earn spend export import cost use lose keep travel say predict supply receive vote".split()
)
"""Classes of events that happen again and again: another date tells of another event, not of a mistake."""


@dataclass(frozen=True, slots=True)
class EventMatch:
    """A claim's event and a statement's, and how their words relate."""

    claim: Event
    statement: Event
    relation: WordRelation

    def part_of(self, part: str) -> tuple[str, ...]:
        """Return the statement's parts that answer a part of the claim's event."""
        if self.relation.likeness is Likeness.CONVERSE:
            return (PATIENT, *_GIVERS) if part == AGENT else (AGENT,) if part in {PATIENT, *_GIVERS} else (part,)
        if self.relation.likeness is Likeness.EXCHANGE:
            return _GIVERS if part == AGENT else (AGENT,) if part in _GIVERS else (part,)
        if part in _DIRECTIONS:
            return _DIRECTIONS[part]
        return _PLACES[:5] if part in _PLACES else (part,)


class Matcher:
    """Matches the events of a claim with those of one statement."""

    def __init__(self, claim: Prepared, statement: Prepared, thesaurus: Thesaurus) -> None:
        self.claim = claim
        self.statement = statement
        self._thesaurus = thesaurus
        self._ranked: dict[int, list[EventMatch]] = {}

    @cached_property
    def matches(self) -> tuple[EventMatch, ...]:
        """Every pair of related events."""
        return tuple(
            EventMatch(mine, other, relation)
            for mine in self.claim.events
            for other in self.statement.events
            if (relation := self._relate(mine, other)).likeness is not Likeness.NONE
        )

    def _relate(self, mine: Event, other: Event) -> WordRelation:
        relation = self._thesaurus.best(mine.lemmas, other.lemmas)
        if relation.likeness in {Likeness.CONVERSE, Likeness.EXCHANGE} and self._same_agent(mine, other):
            relation = WordRelation(Likeness.OPPOSED, relation.strength)
        if relation.likeness is Likeness.OPPOSED and self._dates_conflict(mine, other):
            return NO_RELATION
        if relation.strength and self.apart_in_time(mine, other):
            return NO_RELATION
        return relation

    def apart_in_time(self, mine: Event, other: Event) -> bool:
        """Say whether both are repeatable events told of different dates."""
        classes = {c for lemma in mine.lemmas for c in self._thesaurus.classes.classes(lemma)}
        figures = any(slot.event is mine for anchor in self.claim.quantities for slot in anchor.slots)
        named = bool(self.claim.names_in(mine, AGENT))
        if not figures and (named or not classes & REPEATABLE):
            return False
        relations = [relate_dates(a, b) for a in self.claim.dates_of(mine) for b in self.statement.dates_of(other)]
        return DateRelation.CONFLICT in relations and not {DateRelation.EQUAL, DateRelation.ENTAILED} & set(relations)

    def _same_agent(self, mine: Event, other: Event) -> bool:
        left, right = self.claim.names_in(mine, AGENT), self.statement.names_in(other, AGENT)
        return any(names_agree(a, b) for a, i in left for b, j in right if i == j == 0)

    def _dates_conflict(self, mine: Event, other: Event) -> bool:
        relations = {relate_dates(a, b) for a in self.claim.dates_of(mine) for b in self.statement.dates_of(other)}
        return DateRelation.CONFLICT in relations and not {DateRelation.EQUAL, DateRelation.ENTAILED} & relations

    @cached_property
    def parted(self) -> tuple[Event, ...]:
        """The claim's verbal events that the statement tells of other dates only."""
        return tuple(
            mine
            for mine in self.claim.events
            if not mine.is_noun
            and not any(m.claim is mine for m in self.matches)
            and any(
                self._thesaurus.best(mine.lemmas, other.lemmas).strength >= _SURE and self.apart_in_time(mine, other)
                for other in self.statement.events
            )
        )

    @cached_property
    def told(self) -> tuple[EventMatch, ...]:
        """The best match of each verbal event that the statement tells; nouns count only where no verb does."""
        verbal = [e for e in self.claim.events if not e.is_noun and e.lemmas != (POSSESS,) and self.of(e)]
        if verbal:
            return tuple(self.of(event)[0] for event in verbal)
        nominal = [self.of(e)[0] for e in self.claim.events if self.of(e)]
        return tuple(match for match in nominal if match.relation.likeness is Likeness.SAME)[:1]

    def of(self, event: Event) -> list[EventMatch]:
        """Return the matches of one event of the claim, the strongest first."""
        if id(event) not in self._ranked:
            self._ranked[id(event)] = self._rank(event)
        return self._ranked[id(event)]

    def _rank(self, event: Event) -> list[EventMatch]:
        found = [m for m in self.matches if m.claim is event]
        best = max((m.relation.strength for m in found if m.relation.likeness is not Likeness.OPPOSED), default=0.0)
        near = [m for m in found if m.relation.strength >= best - _NEARLY or m.relation.likeness is Likeness.OPPOSED]
        return sorted(near, key=self.score, reverse=True)

    def score(self, match: EventMatch) -> float:
        """Return how well the events fit: their words, and the names, dates and figures that their parts share."""
        total = match.relation.strength
        for part in match.claim.parts:
            mine = self.claim.names_in(match.claim, part)
            others = [n for p in match.part_of(part) for n in self.statement.names_in(match.statement, p)]
            if mine and others:
                total += 0.5 if any(names_agree(a, b) for a, _ in mine for b, _ in others) else -0.6
        dates = [
            relate_dates(a, b)
            for a in self.claim.dates_of(match.claim)
            for b in self.statement.dates_of(match.statement)
        ]
        total += 0.6 * bool({DateRelation.EQUAL, DateRelation.ENTAILED} & set(dates)) - 0.3 * (
            DateRelation.CONFLICT in dates
        )
        total += self._participants(match) - 0.3 * (match.relation.likeness is Likeness.OPPOSED)
        return total - 0.05 * (match.statement.is_noun != match.claim.is_noun)

    def _participants(self, match: EventMatch) -> float:
        """Score the common nouns that take the same part: profit is not revenue."""
        return sum(self._participant(match, part) for part in match.claim.parts if part not in _LOOSE_PARTS)

    def _participant(self, match: EventMatch, part: str) -> float:
        parts = match.part_of(part)
        if self._share_name(match, part) or self._is_pronoun(match.statement, parts):
            return 0.2
        mine = self._nouns(self.claim, match.claim, (part,))
        others = self._nouns(self.statement, match.statement, parts)
        if not mine or not others:
            return 0.0
        return 0.4 if self.any_alike(mine, others) else -0.5 if part in {AGENT, PATIENT} else -0.3

    def _share_name(self, match: EventMatch, part: str) -> bool:
        mine = [n for n, depth in self.claim.names_in(match.claim, part) if depth == 0]
        others = [n for p in match.part_of(part) for n, i in self.statement.names_in(match.statement, p) if i == 0]
        return any(names_agree(a, b) for a in mine for b in others)

    def shares_party(self, match: EventMatch, part: str) -> bool:
        """Say whether one name stands in the part of both events, be it as another thing's: "the branch of Varl"."""
        mine = [n for n, _ in self.claim.names_in(match.claim, part)]
        others = [n for p in match.part_of(part) for n, _ in self.statement.names_in(match.statement, p)]
        return any(names_agree(a, b) for a in mine for b in others)

    def _is_pronoun(self, event: Event, parts: tuple[str, ...]) -> bool:
        words = self.statement.sentence.words
        return any(words[p.head].tag is Tag.PRONOUN for part in parts for p in event.parts.get(part, ()))

    def fills_alike(self, match: EventMatch) -> bool:
        """Say whether agent or patient is the same thing on both sides: a common noun, definite and singular."""
        for part in (AGENT, PATIENT):
            mine = self._nouns(self.claim, match.claim, (part,))
            others = self._nouns(self.statement, match.statement, match.part_of(part))
            if mine and others and self.any_alike(mine, others) and self._is_definite(match.claim, part):
                return True
        return False

    def _is_definite(self, event: Event, part: str) -> bool:
        words = self.claim.sentence.words
        phrases = event.parts.get(part, ())
        return any(words[p.start].lower in _DEFINITE and not words[p.head].lower.endswith("s") for p in phrases)

    def participants_differ(self, match: EventMatch) -> bool:
        """Say whether agent or patient is an unlike thing, both named by common nouns."""
        return any(self._participant(match, part) < 0 for part in (AGENT, PATIENT) if part in match.claim.parts)

    @staticmethod
    def _nouns(prepared: Prepared, event: Event, parts: tuple[str, ...]) -> list[str]:
        words = prepared.sentence.words
        phrases = [p for part in parts for p in event.parts.get(part, ())]
        heads = [words[q.head] for p in phrases for q in (p, *p.details, *p.joined)]
        return [w.lemma for w in heads if w.tag is Tag.NOUN]

    def any_alike(self, mine: list[str], others: list[str]) -> bool:
        """Say whether any two of the nouns mean the same."""
        return any(self._thesaurus.relation(a, b).likeness is Likeness.SAME for a in mine for b in others)

    @property
    def lexicon(self) -> Lexicon:
        """The word list."""
        return self._thesaurus.lexicon

    def is_exclusive(self, match: EventMatch) -> bool:
        """Say whether one agent leaves no room for another: making, buying, winning; not seeing or praising."""
        lemmas = match.statement.lemmas
        classes = {c for lemma in lemmas for c in self._thesaurus.classes.classes(lemma)}
        if classes & _EXCLUSIVE or POSSESS in lemmas or match.claim.is_noun or match.statement.is_noun:
            return True
        return self.lexicon.verb_kind(lemmas[-1].split()[0]) not in _SHARED_VERBS

    def is_owned(self, match: EventMatch, part: str) -> bool:
        """Say whether a part of the claim's event is what belongs to another, who may own more besides."""
        mine = part == AGENT and self._tells_of_belonging(match.claim)
        return mine or (AGENT in match.part_of(part) and self._tells_of_belonging(match.statement))

    def _tells_of_belonging(self, event: Event) -> bool:
        return any("own" in self._thesaurus.classes.classes_from_other_side(lemma) for lemma in event.lemmas)

    def is_trend(self, match: EventMatch) -> bool:
        """Say whether the events are a rise and a fall: of one quantity only one can be true, whatever the figures."""
        return any(self._thesaurus.classes.classes(lemma) & {"rise", "fall"} for lemma in match.claim.lemmas)

    def subjects_differ(self, mine: Event, other: Event) -> bool:
        """Say whether both events have named parties and none of them is the same."""
        left = [n for part in (AGENT, PATIENT) for n, _ in self.claim.names_in(mine, part)]
        right = [n for part in (AGENT, PATIENT) for n, _ in self.statement.names_in(other, part)]
        return bool(left and right) and not any(names_agree(a, b) for a in left for b in right)


def names_agree(left: Anchor, right: Anchor) -> bool:
    """Say whether a claim's name and a statement's are of one thing.

    The claim may shorten a name ("Kestrel" for Kestrel Dynamics); a statement's shorter name is the same person
    ("Toukola") but not the same body: Google is not Google DeepMind.
    """
    if not (isinstance(left.value, Name) and isinstance(right.value, Name)):
        return False
    claim, statement = left.value.key, right.value.key
    if len(statement) < len(claim) and claim[: len(statement)] == statement and not is_same_body(claim, statement):
        return False
    return same_name(claim, statement) > 0


def figures_meet(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether a figure or date of the claim's event is met by the statement."""
    mine = [
        a.value
        for a in (*matcher.claim.dates, *matcher.claim.quantities)
        if any(s.event is match.claim for s in a.slots)
    ]
    theirs = [a.value for a in (*matcher.statement.dates, *matcher.statement.quantities)]
    return any(_figures_agree(a, b) for a in mine for b in theirs)


def _figures_agree(claim: object, statement: object) -> bool:
    if isinstance(claim, DateExpression) and isinstance(statement, DateExpression):
        return relate_dates(claim, statement) in {DateRelation.EQUAL, DateRelation.ENTAILED}
    if isinstance(claim, Quantity) and isinstance(statement, Quantity):
        return relate_quantities(claim, statement) in {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}
    return False
