"""Comparing one claim with one statement, every facet."""

from datetime import date
from functools import lru_cache

from app.domain.evidence import Facet
from app.domain.statement import Modality
from app.text.sentence import Reader, Sentence
from app.text.tokens import fold
from app.verification.arithmetic import Arithmetic
from app.verification.coverage import cover
from app.verification.elsewhere import doubt
from app.verification.events import find_events, is_light
from app.verification.figure_facets import compare_dates, compare_quantities
from app.verification.findings import Comparison, Finding, Weight
from app.verification.identity import compare_identities
from app.verification.locality import compare_locality
from app.verification.manner_facets import (
    compare_denials,
    compare_modality,
    compare_occasions,
    compare_polarity,
    compare_scope,
)
from app.verification.marks import shares_anchor
from app.verification.matching import Matcher
from app.verification.name_facets import compare_names
from app.verification.offices import compare_offices
from app.verification.opposites import compare_opposed_words
from app.verification.pairing import compare_pairings
from app.verification.participants import compare_participants
from app.verification.prepositions import compare_prepositions
from app.verification.readings import MOST_ANCHORS, Prepared
from app.verification.reckoning import reckon
from app.verification.roles import compare_reversals
from app.verification.standing import compare_standing
from app.verification.words import Thesaurus

MOST_EVENTS = 24  # a claim that tells more is no single claim; comparing takes time by the square of it
_MARKS = 4  # code points by which verbatim texts may differ: a full stop, commas
_ALL_WORDS = 0.9  # a statement with nearly all of the claim's words tells of its event, whatever the verb


class Comparer:
    """Reads texts and compares them; holds nothing of the texts."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._read_background = lru_cache(maxsize=2_000)(self._read)
        self.thesaurus = Thesaurus(reader.lexicon, reader.classes)

    def _read(self, text: str, anchor: date | None) -> Sentence:
        return self.reader.read(text, anchor=anchor)

    def prepare(self, text: str, *, background: tuple[str, ...] = (), names: frozenset[str] = frozenset(),
                anchor: date | None = None) -> Prepared:  # fmt: skip
        """Read a text with the texts that surround it; `anchor` is the day that "last year" counts from."""
        sentence = self.reader.read(text, names=names, anchor=anchor)
        around = tuple(self._read_background(other, anchor) for other in background)
        events = tuple(find_events(sentence, self.reader.lexicon, self.reader.classes))
        return Prepared(sentence, events[:MOST_EVENTS], around, is_cut=_is_cut(sentence, len(events)))

    def compare(self, claim: Prepared, statement: Prepared, *, modality: Modality = Modality.ASSERTED) -> Comparison:
        """Hold the claim against the statement."""
        if not shares_anchor(claim, statement):
            return Comparison()
        matcher = Matcher(claim, statement, self.thesaurus)
        arithmetic = reckon(matcher, self.thesaurus)
        standing = list(compare_standing(matcher))
        findings = [
            *standing,
            *_besides(arithmetic, [*compare_names(matcher), *compare_reversals(matcher)]),
            *compare_quantities(matcher, self.thesaurus, arithmetic),
            *compare_dates(matcher, self.thesaurus, arithmetic),
        ]
        if not any(f.weight is Weight.AGREES or f.facet is Facet.ROLE for f in findings):
            return Comparison(doubt(findings, claim, statement))  # nothing shows that both speak of one thing
        findings += [
            *compare_polarity(matcher),
            *compare_opposed_words(matcher, self.thesaurus),
            *compare_modality(matcher, modality, self.thesaurus),
            *compare_occasions(matcher),
            *compare_denials(matcher),
            *compare_scope(matcher, self.thesaurus),
            *compare_participants(matcher, matcher.told, self.thesaurus),
            *compare_pairings(claim, statement),
            *compare_identities(matcher, self.thesaurus),
            *compare_offices(matcher),
            *compare_prepositions(matcher, self.thesaurus),
        ]
        findings = doubt(_settled(_beside(arithmetic, findings, claim)), claim, statement)
        agreeing = [f for f in findings if f.weight is Weight.AGREES and f.facet is not Facet.POLARITY]
        local = [f for f in agreeing if f not in arithmetic.findings.values()]  # a sum spans clauses
        findings += compare_locality(matcher, matcher.told, local, self.thesaurus, settled=arithmetic.settled)
        if _is_verbatim(claim, statement):
            findings = [f for f in findings if f.weight is Weight.AGREES or f.facet is Facet.MODALITY]
        differing = [f.claim_span for f in findings if f.weight is Weight.DIFFERS and f.claim_span is not None]
        heads = {
            match.claim.head: min(1.0, match.relation.strength + 0.1)
            for match in matcher.told
            if not match.claim.is_noun
        } | dict.fromkeys(arithmetic.settled, 1.0)
        coverage = cover(claim, statement, self.thesaurus, besides=differing, heads=heads)
        untold = [event for event in claim.events if event.head not in arithmetic.settled and not is_light(event)]
        told_of = bool(matcher.matches or standing) or not untold or coverage.share >= _ALL_WORDS
        return Comparison(findings, coverage.share, coverage.missing, coverage.missing_weight, told_of, claim.is_cut)


def _besides(arithmetic: Arithmetic, findings: list[Finding]) -> list[Finding]:
    """Leave out what is found of names that a sum settles: "A and B together" have what A has and what B has."""
    kept = [f for f in findings if f.claim_span is None or f.claim_span.start not in arithmetic.names]
    return [*kept, *arithmetic.names.values()]


def _beside(arithmetic: Arithmetic, findings: list[Finding], claim: Prepared) -> list[Finding]:
    """Leave out what a sum settles of the claim's words."""
    word_at = claim.sentence.word_at
    return [f for f in findings if f.claim_span is None or arithmetic.keeps(f, word_at(f.claim_span.start))]


def _is_cut(sentence: Sentence, events: int) -> bool:
    anchors = max(len(sentence.names), len(sentence.quantities), len(sentence.dates))
    return events > MOST_EVENTS or anchors > MOST_ANCHORS


def _settled(findings: list[Finding]) -> list[Finding]:
    """Leave out what is open about words that another finding settles; hearsay and plans settle nothing."""
    settled = [f.claim_span for f in findings if f.weight is Weight.DIFFERS and f.claim_span is not None]
    return [
        f
        for f in findings
        if f.weight is not Weight.LEAVES_OPEN or f.facet is Facet.MODALITY or f.claim_span not in settled
    ]


def _is_verbatim(claim: Prepared, statement: Prepared) -> bool:
    """Say whether both texts are the same words: nothing can differ then but how firmly they are meant."""
    if abs(len(claim.sentence.text) - len(statement.sentence.text)) > _MARKS:
        return False
    mine, other = ([fold(w.lower) for w in p.sentence.words if w.lower not in {".", ","}] for p in (claim, statement))
    return mine == other
