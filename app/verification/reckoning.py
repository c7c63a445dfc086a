"""Arithmetic that editors do: a claim's figure reckoned from the amounts that a statement gives.

Only where both amounts are found without doubt is anything said; the sum then stands in the reason:
"(212 million - 198 million) / 198 million = 7.1 %, the claim says 7 percent".
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from app.domain.evidence import Facet, Span
from app.text.date_expression import DateExpression
from app.text.date_relations import DateRelation, relate_dates
from app.text.quantity import Quantity
from app.text.units import Dimension
from app.verification.accounts import Account
from app.verification.allowances import Outcome
from app.verification.arithmetic import Arithmetic
from app.verification.courses import Course
from app.verification.findings import Finding, Weight
from app.verification.levels import Level, is_in_unit_of
from app.verification.matching import Matcher, names_agree
from app.verification.readings import Anchor
from app.verification.relation import Kind, Relation
from app.verification.relations import read_relations
from app.verification.sums import Sum, as_told, outcome_of
from app.verification.topics import are_met, is_generic
from app.verification.words import Thesaurus

_MET = frozenset({DateRelation.EQUAL, DateRelation.ENTAILED})


def reckon(matcher: Matcher, thesaurus: Thesaurus) -> Arithmetic:
    """Reckon the claim's figures from the statement's amounts."""
    return _Reckoner(matcher, thesaurus).arithmetic()


class _Reckoner:
    def __init__(self, matcher: Matcher, thesaurus: Thesaurus) -> None:
        self.claim = matcher.claim
        self.statement = matcher.statement
        self.thesaurus = thesaurus
        self.account = Account(matcher.statement, thesaurus)
        self.relations = list(read_relations(matcher.claim, thesaurus))

    @cached_property
    def stated(self) -> list[Relation]:
        """The statement's figures that relate amounts."""
        return list(read_relations(self.statement, self.thesaurus))

    def arithmetic(self) -> Arithmetic:
        findings: dict[int, Finding] = {}
        dates: dict[int, Finding] = {}
        names: dict[int, Finding] = {}
        settled: set[int] = set()
        for relation in self.relations:
            found = self._sum(relation)
            finding = self._finding(relation.figure, relation.sign, found) if found is not None else None
            if found is None or finding is None:
                continue
            findings[relation.figure.span.start] = finding
            settled |= relation.settled | self._words_of(relation)
            dates |= self._dates(found.course)
            names |= self._names(relation, found)
        figures = {r.figure.span.start for r in self.relations}
        for anchor in self.claim.quantities:
            derived = self._derived(anchor) if anchor.span.start not in figures else None
            if derived is not None and (finding := self._finding(anchor, 0, derived)) is not None:
                findings[anchor.span.start] = finding
        related = {r.figure.span.start: r for r in self.relations if r.kind is not Kind.SHARE}
        unsettled = {
            i for r in related.values() if r.compares and r.figure.span.start not in findings for i in r.settled
        }
        return Arithmetic(
            findings, dates, names, related, frozenset(settled), frozenset(unsettled - settled), tuple(self._told())
        )

    def _told(self) -> Iterator[Span]:
        """Yield the statement's own figures that relate amounts."""
        if self.relations:
            yield from (r.figure.span for r in self.stated if r.kind is not Kind.SHARE)

    def _words_of(self, relation: Relation) -> set[int]:
        """Return the claim's words that say what is measured, which the statement is known to speak of."""
        nouns = relation.topics.heads | relation.topics.details
        return {word.index for word in self.claim.sentence.words if word.lemma in nouns or is_generic(word)}

    def _finding(self, figure: Anchor, sign: int, found: Sum) -> Finding | None:
        """Return what the sum makes of the claim's figure, None where its words allow either."""
        claimed = figure.value
        assert isinstance(claimed, Quantity)  # noqa: S101 - narrows the type: only quantities come here
        outcome = outcome_of(claimed, sign, found)
        if outcome is Outcome.OPEN:
            return None
        weight = Weight.AGREES if outcome is Outcome.AGREES else Weight.DIFFERS
        span = self._span(found.terms)
        told = as_told(claimed, sign if found.is_signed else 0, found.reckoned.value)
        return Finding(
            weight, Facet.QUANTITY, figure.span, span, f'{found.text} ("{span.text}"), the claim says {told}'
        )

    def _span(self, terms: Sequence[Level]) -> Span:
        text = self.statement.sentence.text
        return Span.of(text, min(t.span.start for t in terms), max(t.span.end for t in terms))

    def _sum(self, relation: Relation) -> Sum | None:
        if relation.kind is Kind.TOTAL:
            return self._total(relation)
        if relation.kind is Kind.SHARE:
            return self._share(relation)
        if relation.than or (relation.compares and relation.against and not self._than_dates(relation)):
            return self._between_two(relation)
        return self._over_time(relation)

    # one and another

    def _between_two(self, relation: Relation) -> Sum | None:
        """Hold the amounts of two named things against each other."""
        named = {self._counterpart(n): n for n in (*relation.against, *relation.than)}
        owned = self.account.owned(self.statement.names)
        owning = [(name, owned[at]) for at, name in named.items() if at in owned]
        if len(owning) != 2 or (relation.than and owning[1][0] not in relation.than):
            return None
        first, second = owning[0][1], owning[1][1]
        pair = self._lent_pair(first, second)
        if pair is None or not self._measures(relation, pair):
            return None
        return self._related(relation, *pair, course=None)

    def _counterpart(self, name: Anchor) -> int:
        """Return where the statement's name for the same thing starts; -1 if it has none or several."""
        met = [other for other in self.statement.names if names_agree(name, other)]
        return met[0].span.start if len(met) == 1 else -1

    def _lent_pair(self, first: Level, second: Level) -> tuple[Level, Level] | None:
        ordered = sorted((first, second), key=lambda level: level.span.start)
        lent = self.account.lend(*ordered)
        first, second = lent if ordered[0] is first else (lent[1], lent[0])
        return (first, second) if self.account.are_alike(first, second) else None

    def _measures(self, relation: Relation, pair: tuple[Level, Level]) -> bool:
        """Say whether two amounts are of what the claim compares."""
        known = self.account.topics(*sorted(pair, key=lambda level: level.span.start))
        return are_met(relation.topics, known, self.thesaurus)

    # before and after

    def _than_dates(self, relation: Relation) -> bool:
        return len([d for d in self.claim.dates if d.span.start > relation.figure.span.end]) > 0

    def _over_time(self, relation: Relation) -> Sum | None:
        fitting = [c for c in self.account.courses() if self._fits(relation, c)]
        if len(fitting) != 1:
            return None
        course = fitting[0]
        return self._related(relation, course.after, course.before, course=course)

    def _fits(self, relation: Relation, course: Course) -> bool:
        """Say whether a course is of what the claim says changed, and of the claim's dates."""
        if not relation.topics or not are_met(relation.topics, course.topics, self.thesaurus):
            return False
        return self._is_of_claims_subject(course) and self._is_of_claims_dates(course)

    def _is_of_claims_subject(self, course: Course) -> bool:
        """Say whether no other thing is named right before the amounts than the claim names."""
        start = min(course.before.span.start, course.after.span.start)
        earlier = [level.span.end for level in self.account.levels if level.span.end <= start]
        names = [n for n in self.statement.names if max(earlier, default=0) <= n.span.start < start]
        if not names:
            names = [n for n in self.statement.names if n.span.start < start]
        return not names or any(names_agree(mine, n) for mine in self.claim.names for n in names)

    def _is_of_claims_dates(self, course: Course) -> bool:
        dates = [d.value for d in self.claim.dates if isinstance(d.value, DateExpression)]
        return course.is_told_of([d for d in dates if d.is_dated])

    def _dates(self, course: Course | None) -> dict[int, Finding]:
        """Return agreements for the claim's dates that the statement gives by reckoning: "the year before"."""
        found: dict[int, Finding] = {}
        if course is None:
            return found
        ends = [(course.after_date, course.after), (course.before_date, course.before)]
        for anchor in self.claim.dates:
            mine = anchor.value
            for theirs, level in ends:
                if isinstance(mine, DateExpression) and theirs is not None and relate_dates(mine, theirs) in _MET:
                    message = f"{anchor.span.text}: the statement has {level.span.text} for it"
                    found[anchor.span.start] = Finding(Weight.AGREES, Facet.DATE, anchor.span, level.span, message)
        return found

    def _names(self, relation: Relation, found: Sum) -> dict[int, Finding]:
        """Return agreements for the names whose amounts are in the sum, whatever part they take in it."""
        owned = self.account.owned(self.statement.names)
        terms = {term.span for term in found.terms}
        settled: dict[int, Finding] = {}
        for mine in (*relation.against, *relation.than):
            at = self._counterpart(mine)
            if at in owned and owned[at].span in terms:
                theirs = next(n.span for n in self.statement.names if n.span.start == at)
                message = f'"{mine.span.text}": the statement has "{theirs.text}"'
                settled[mine.span.start] = Finding(Weight.AGREES, Facet.ENTITY, mine.span, theirs, message)
        return settled

    # sums and shares

    def _total(self, relation: Relation) -> Sum | None:
        terms = self._listed(relation) if relation.is_list_total else None
        terms = terms or self._of_names(relation) or self._of_dates() or self._listed(relation)
        if not terms:
            return None
        claimed = relation.amount
        known = self.account.topics(terms[0], terms[-1])
        if not is_in_unit_of(claimed, terms[0]) or not are_met(relation.topics, known, self.thesaurus):
            return None
        return Sum.total(terms)

    def _of_names(self, relation: Relation) -> list[Level] | None:
        owned = self.account.owned(self.statement.names)
        named = dict.fromkeys(self._counterpart(name) for name in relation.against)
        terms = [owned[at] for at in named if at in owned]
        return self._lent_all(terms) if len(terms) > 1 else None

    def _of_dates(self) -> list[Level] | None:
        courses = [c for c in self.account.courses() if c.before_date is not None and c.after_date is not None]
        dated = [d.value for d in self.claim.dates if isinstance(d.value, DateExpression) and d.value.is_dated]
        if len(courses) != 1 or len(dated) != 2 or not self._is_of_claims_dates(courses[0]):
            return None
        return [courses[0].before, courses[0].after]

    def _listed(self, relation: Relation) -> list[Level] | None:
        """Return the one list of the statement whose last amount counts what the claim totals."""
        runs = [run for run in self.account.runs() if any(level.noun for level in run)]
        if len(runs) != 1 or len(self.account.levels) != len(runs[0]) or not relation.topics:
            return None
        return self._lent_all(list(runs[0]))

    def _lent_all(self, terms: list[Level]) -> list[Level] | None:
        terms = sorted(terms, key=lambda level: level.span.start)
        lent = [terms[0], *(self.account.lend(terms[0], other)[1] for other in terms[1:])]
        return lent if all(self.account.are_alike(lent[0], other) for other in lent[1:]) else None

    def _share(self, relation: Relation) -> Sum | None:
        fitting = [p for p in self.account.parts() if are_met(relation.topics, p.topics, self.thesaurus)]
        return Sum.share(fitting[0].part, fitting[0].whole) if len(fitting) == 1 else None

    # the one that follows from the other

    def _derived(self, anchor: Anchor) -> Sum | None:
        """Reckon an amount that the statement gives by comparison: "160 metres longer than the Keldmouth bridge"."""
        claimed = anchor.value
        sums = []
        for relation in self.stated:
            base = next((x for x in reversed(self.account.levels) if x.span.end <= relation.figure.span.start), None)
            if base is None or not relation.compares or relation.kind in {Kind.TOTAL, Kind.SHARE}:
                continue
            found = Sum.reverse(base, relation) if self._is_of_other(relation) else None
            if found is not None and isinstance(claimed, Quantity) and is_in_unit_of(claimed, base):
                sums.append(found)
        return sums[0] if len(sums) == 1 and self._counts_alike(anchor, sums[0].terms[0]) else None

    def _counts_alike(self, anchor: Anchor, base: Level) -> bool:
        counted = anchor.value.counted if isinstance(anchor.value, Quantity) else None
        return counted is None or base.noun is None or self.account.same(counted.noun, base.noun)

    def _is_of_other(self, relation: Relation) -> bool:
        """Say whether the claim speaks of what the statement compares with, and not of what it compares."""
        if relation.than:
            others = [n for n in self.claim.names if any(names_agree(n, than) for than in relation.than)]
            same = [n for n in self.claim.names if any(names_agree(n, own) for own in relation.against)]
            return bool(others) and not same
        than = [d.value for d in self.statement.dates if d.span.start > relation.figure.span.end]
        mine = [d.value for d in self.claim.dates]
        if not than or len(mine) != 1:
            return False
        return (
            isinstance(mine[0], DateExpression)
            and isinstance(than[0], DateExpression)
            and (relate_dates(mine[0], than[0]) in _MET)
        )

    def _related(self, relation: Relation, first: Level, second: Level, *, course: Course | None) -> Sum | None:
        """Return the sum that the claim's figure is the result of."""
        claimed = relation.amount
        if relation.kind is Kind.MULTIPLE:
            return Sum.multiple(first, second, course)
        if relation.kind is Kind.CHANGE:
            points = first.unit is not None and first.unit.dimension is Dimension.SHARE
            if points and abs(first.amount - second.amount) == claimed.low:
                return None  # "by 1 percent", from 4 to 5 percent: some mean points
            return Sum.change(first, second, course)
        return Sum.difference(first, second, course) if is_in_unit_of(claimed, first) else None
