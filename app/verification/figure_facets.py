"""Figures: quantities and dates, each held against the one in the same place of the same event."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from app.domain.evidence import Facet
from app.text.comparators import Comparator
from app.text.date_expression import DateExpression, Granularity
from app.text.date_relations import DateRelation, relate_dates
from app.text.quantities import QuantityRelation, relate_quantities, same_dimension
from app.text.quantity import Quantity
from app.text.tagging import Tag
from app.verification.arithmetic import Arithmetic
from app.verification.events import AGENT, PATIENT
from app.verification.findings import Finding, Weight
from app.verification.lasting import lasts
from app.verification.matching import REPEATABLE, EventMatch, Matcher, names_agree
from app.verification.readings import Anchor, Prepared
from app.verification.words import Likeness, Thesaurus

_UPPER = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_LOWER = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_SAME_SLOT = 0.8  # from here on two figures are taken to measure the same thing
_NEAR_TIE = 0.3
_APART = -1.5  # another subject or another date: the figures measure different things
_SOLE = 0.6  # a statement with one figure of the kind leaves little doubt which one is meant


def compare_quantities(matcher: Matcher, thesaurus: Thesaurus, arithmetic: Arithmetic) -> Iterator[Finding]:
    """Yield a finding for every quantity of the claim, those included that are reckoned and not written."""
    written = {anchor.span.start for anchor in matcher.claim.quantities}
    for anchor in matcher.claim.quantities:
        found = _compare_quantity(anchor, matcher, thesaurus)
        yield arithmetic.settle(anchor, found, amounts=len(matcher.statement.quantities))
    yield from (finding for start, finding in arithmetic.findings.items() if start not in written)


def _compare_quantity(anchor: Anchor, matcher: Matcher, thesaurus: Thesaurus) -> Finding:
    mine = _quantity(anchor)
    scored = []
    for other in matcher.statement.quantities:
        relation = _relate(mine, _quantity(other))
        if relation is QuantityRelation.INCOMPARABLE and not same_dimension(mine, _quantity(other)):
            continue
        alike = 0.3 * (relation in {QuantityRelation.EQUAL, QuantityRelation.ENTAILED})
        scored.append((_slot_score(anchor, other, matcher, thesaurus) + alike, other, relation))
    if not scored:
        return Finding(Weight.LEAVES_OPEN, Facet.QUANTITY, anchor.span, None, f"{anchor.span.text} is not mentioned")
    if len(scored) == 1:
        scored = [(scored[0][0] + _SOLE, *scored[0][1:])]
    good = {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}
    best = max(score for score, _, _ in scored)
    agreeing = [s for s in scored if s[2] in good and s[0] >= best - _NEAR_TIE and s[0] > -0.5]
    if agreeing:
        _, other, _ = max(agreeing, key=lambda s: s[0])
        return Finding(Weight.AGREES, Facet.QUANTITY, anchor.span, other.span,
                       f"{anchor.span.text}: the statement has {other.span.text}")  # fmt: skip
    score, other, relation = max(scored, key=lambda s: (s[0], -s[1].span.start))
    message = f"the claim has {anchor.span.text}, the statement {other.span.text}"
    clashes = relation in {QuantityRelation.CONFLICT, QuantityRelation.INCOMPARABLE}
    measured_alike = clashes and score >= _SAME_SLOT and not _measures_part(anchor, other, matcher)
    weight = Weight.DIFFERS if measured_alike else Weight.LEAVES_OPEN
    alike = _noun_score(mine, _quantity(other), thesaurus) >= 0
    return Finding(weight, Facet.QUANTITY, anchor.span, other.span, message, clashes=clashes and alike)


def _relate(mine: Quantity, other: Quantity) -> QuantityRelation:
    """Relate two quantities; of two bounds on the same side the looser one is not what was said.

    "Up to 6,000" follows from "up to 600", but nobody who says the one means the other.
    """
    if mine.comparator is other.comparator is Comparator.ABOUT:
        other = replace(other, comparator=Comparator.EXACT)  # two round figures mean one amount if they are near
    relation = relate_quantities(mine, other)
    bounds = {mine.comparator, other.comparator}
    same_side = bounds <= _UPPER or bounds <= _LOWER
    if (
        not same_side
        or relation not in {QuantityRelation.ENTAILED, QuantityRelation.OPEN}
        or not other.high
        or not mine.high
    ):
        return relation
    ratio = mine.in_base(mine.high) / other.in_base(other.high)
    if Fraction(2, 3) < ratio < Fraction(3, 2):
        return relation
    return QuantityRelation.CONFLICT


def _quantity(anchor: Anchor) -> Quantity:
    assert isinstance(anchor.value, Quantity)  # noqa: S101 - narrows the type: only quantities come here
    return anchor.value


def _date(anchor: Anchor) -> DateExpression:
    assert isinstance(anchor.value, DateExpression)  # noqa: S101 - narrows the type: only dates come here
    return anchor.value


def _slot_score(mine: Anchor, other: Anchor, matcher: Matcher, thesaurus: Thesaurus) -> float:
    """Return how surely two quantities measure the same thing."""
    return (
        _event_score(mine, other, matcher)
        + _local_dates(mine, other, matcher)
        + _noun_score(_quantity(mine), _quantity(other), thesaurus)
        + _measured_score(mine, other, matcher, thesaurus)
    )


def _event_score(mine: Anchor, other: Anchor, matcher: Matcher) -> float:
    """Score the events and parts in which two figures stand; another subject or date takes them apart."""
    if _subjects_clash(mine, other, matcher):
        return _APART
    best = 0.0
    for slot in mine.slots:
        for theirs in other.slots:
            if matcher.subjects_differ(slot.event, theirs.event) or _dates_differ(matcher, slot.event, theirs.event):
                best = min(best, -1.5) if best <= 0 else best
                continue
            match = next((m for m in matcher.matches if m.claim is slot.event and m.statement is theirs.event), None)
            strength = match.relation.strength if match is not None else 0.0
            if match is not None and match.relation.likeness is Likeness.OPPOSED:
                strength *= 0.4
            if match is not None and matcher.participants_differ(match):
                strength -= 0.5
            if {slot.part, theirs.part} in ({"by", "to"}, {"by", "from"}, {"by", "at"}):
                continue  # a change is no level
            part = (
                0.3
                if slot.part == theirs.part
                else 0.15
                if {slot.part, theirs.part} <= {"is", "at", "to", "patient"}
                else 0.0
            )
            start = -0.6 if theirs.part == "from" and slot.part != "from" else 0.0
            best = max(best, strength + part + start)
    return best


def _subjects_clash(mine: Anchor, other: Anchor, matcher: Matcher) -> bool:
    """Say whether the names that act or are acted upon around the two figures are all different."""
    left = [n for s in mine.slots for part in (AGENT, PATIENT) for n, _ in matcher.claim.names_in(s.event, part)]
    right = [n for s in other.slots for part in (AGENT, PATIENT) for n, _ in matcher.statement.names_in(s.event, part)]
    return bool(left and right) and not any(names_agree(a, b) for a in left for b in right)


def _measures_part(mine: Anchor, other: Anchor, matcher: Matcher) -> bool:
    """Say whether the claim's figure is of a whole and the statement's of its part: "the AI segment of SpaceX"."""
    wholes = [n for s in mine.slots for n, depth in matcher.claim.names_in(s.event, AGENT) if depth == 0]
    agents = [(n, depth) for s in other.slots for n, depth in matcher.statement.names_in(s.event, AGENT)]
    met = [depth for n, depth in agents if any(names_agree(whole, n) for whole in wholes)]
    return bool(met) and min(met) > 0


def _local_dates(mine: Anchor, other: Anchor, matcher: Matcher) -> float:
    """Score the dates that stand right beside two figures: "80 billion in 2023"."""
    left, right = _date_beside(mine, matcher.claim), _date_beside(other, matcher.statement)
    if left is None or right is None:
        return 0.0
    relation = relate_dates(left, right)
    return (
        -1.5
        if relation is DateRelation.CONFLICT
        else 0.5
        if relation in {DateRelation.EQUAL, DateRelation.ENTAILED}
        else 0.0
    )


def _date_beside(anchor: Anchor, prepared: Prepared) -> DateExpression | None:
    """Return the first date after the figure, if no other figure or verb stands between."""
    if len(prepared.dates) == 1 and len(prepared.quantities) == 1:
        return _date(prepared.dates[0])
    end = anchor.span.end
    barriers = [a.span.start for a in prepared.quantities if a.span.start > anchor.span.start]
    barriers += [prepared.sentence.words[p.start].start for p in prepared.sentence.structure.predicates]
    for date_anchor in prepared.dates:
        if date_anchor.span.start >= end and not any(end <= b < date_anchor.span.start for b in barriers):
            return _date(date_anchor)
    return None


def _dates_differ(matcher: Matcher, mine: object, other: object) -> bool:
    claim_dates = [d for e in matcher.claim.events if e is mine for d in matcher.claim.dates_of(e)]
    statement_dates = [d for e in matcher.statement.events if e is other for d in matcher.statement.dates_of(e)]
    relations = {relate_dates(a, b) for a in claim_dates for b in statement_dates}
    return DateRelation.CONFLICT in relations and not {DateRelation.EQUAL, DateRelation.ENTAILED} & relations


def _noun_score(mine: Quantity, other: Quantity, thesaurus: Thesaurus) -> float:
    if mine.counted is not None and other.counted is None and other.unit is None:
        return -0.3
    if mine.counted is None or other.counted is None:
        return 0.1 if mine.unit is not None and mine.unit == other.unit else 0.0
    relation = thesaurus.relation(mine.counted.noun, other.counted.noun)
    return 0.7 * relation.strength if relation.likeness is Likeness.SAME else -0.5


def _measured_score(mine: Anchor, other: Anchor, matcher: Matcher, thesaurus: Thesaurus) -> float:
    """Score what the figures measure: the profit of 88 billion, the revenue that slipped to 510 billion."""
    left, right = _measured(mine, matcher.claim), _measured(other, matcher.statement)
    if not left or not right:
        return 0.0
    alike = any(thesaurus.relation(a, b).likeness is Likeness.SAME for a in left for b in right)
    return 0.4 if alike else -0.8


def _measured(anchor: Anchor, prepared: Prepared) -> set[str]:
    """Return the nouns a figure is a measure of: what it hangs on, else what rises to it or stands at it."""
    words = prepared.sentence.words
    index = prepared.sentence.word_at(anchor.span.start)
    hosts = {slot.host for slot in anchor.slots if slot.depth}
    hosts |= {words[p.head].lemma for p in prepared.sentence.structure.phrases
              if any(d.start <= index < d.end for d in p.details) and words[p.head].tag is Tag.NOUN}  # fmt: skip
    if hosts:
        return hosts
    parts = {"to", "at", "from", "by", "is", "of"}
    phrases = [p for slot in anchor.slots if slot.part in parts for p in slot.event.parts.get(AGENT, ())]
    return {words[p.head].lemma for p in phrases if words[p.head].tag is Tag.NOUN}


def compare_dates(matcher: Matcher, thesaurus: Thesaurus, arithmetic: Arithmetic) -> Iterator[Finding]:
    """Yield a finding for every date of the claim."""
    for anchor in matcher.claim.dates:
        yield arithmetic.settle_date(anchor, _compare_date(anchor, matcher, thesaurus))


def _compare_date(anchor: Anchor, matcher: Matcher, thesaurus: Thesaurus) -> Finding:
    mine = _date(anchor)
    if mine.granularity is Granularity.RELATIVE:
        return Finding(Weight.LEAVES_OPEN, Facet.DATE, anchor.span, None, f'"{anchor.span.text}" has no fixed date')
    scored = [
        (_event_score_of_dates(anchor, other, matcher), other, relation)
        for other in matcher.statement.dates
        if (relation := relate_dates(mine, _date(other))) is not DateRelation.INCOMPARABLE
    ]
    if not scored:
        return Finding(Weight.LEAVES_OPEN, Facet.DATE, anchor.span, None, f"{anchor.span.text} is not mentioned")
    if len(scored) == 1:
        scored = [(scored[0][0] + _SOLE, *scored[0][1:])]
    best = max(score for score, _, _ in scored)
    good = {DateRelation.EQUAL, DateRelation.ENTAILED}
    agreeing = [s for s in scored if s[2] in good and s[0] >= best - _NEAR_TIE]
    if agreeing:
        _, other, _ = max(agreeing, key=lambda s: s[0])
        return Finding(Weight.AGREES, Facet.DATE, anchor.span, other.span,
                       f"{anchor.span.text}: the statement has {other.span.text}")  # fmt: skip
    score, other, relation = max(scored, key=lambda s: (s[0], -s[1].span.start))
    conflicting = relation is DateRelation.CONFLICT and not lasts(anchor, _date(other), matcher.claim, thesaurus)
    once = not _is_repeatable(anchor, thesaurus)
    weight = Weight.DIFFERS if conflicting and score >= 0.7 and once else Weight.LEAVES_OPEN
    return Finding(
        weight,
        Facet.DATE,
        anchor.span,
        other.span,
        f"the claim has {anchor.span.text}, the statement {other.span.text}",
        clashes=conflicting,
    )


def _event_score_of_dates(mine: Anchor, other: Anchor, matcher: Matcher) -> float:
    pairs = [(a.event, b.event) for a in mine.slots for b in other.slots]
    found: list[EventMatch] = [m for m in matcher.matches if any(m.claim is a and m.statement is b for a, b in pairs)]
    return max((m.relation.strength - 0.5 * matcher.subjects_differ(m.claim, m.statement) for m in found), default=0.0)


def _is_repeatable(anchor: Anchor, thesaurus: Thesaurus) -> bool:
    lemmas = {lemma for slot in anchor.slots for lemma in slot.event.lemmas}
    return any(thesaurus.classes.classes(lemma) & REPEATABLE for lemma in lemmas)
