"""Whether what a claim says stands together in the statement: words strewn over several clauses prove nothing."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.evidence import Facet
from app.text.syntax import Phrase
from app.text.tagging import Tag, Word
from app.verification.events import Event
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher
from app.verification.readings import Prepared
from app.verification.words import Likeness, Thesaurus


def compare_locality(
    matcher: Matcher,
    matches: Sequence[EventMatch],
    agreeing: Iterable[Finding],
    thesaurus: Thesaurus,
    *,
    settled: frozenset[int] = frozenset(),
) -> Iterator[Finding]:
    """Yield a finding for each name, figure or word of the claim that the statement has in another clause only.

    Of the words at the indexes `settled` it is known what the statement makes.
    """
    region = _widened(_region(matcher, matches, agreeing := list(agreeing)), matcher.statement, thesaurus)
    sentence = matcher.statement.sentence
    for finding in agreeing:
        if finding.statement_span is not None and sentence.word_at(finding.statement_span.start) not in region:
            span = finding.statement_span
            message = f'the statement has "{span.text}" in another clause'
            yield Finding(Weight.FALLS_SHORT, finding.facet, finding.claim_span, span, message)
    near = [w for w in sentence.words if w.index in region]
    far = [w for w in sentence.words if w.index not in region]
    for word in matcher.claim.sentence.content:
        if (
            word.lemma in _COMMON
            or word.tag is Tag.ADVERB
            or word.index in settled
            or _is_met(word, near, thesaurus)
            or not _is_met(word, far, thesaurus)
        ):
            continue
        message = f'the statement has "{word.token.text}" in another clause'
        yield Finding(Weight.FALLS_SHORT, Facet.ENTITY, None, None, message)


_COMMON = frozenset("be have do make take get come go give say also still only".split())


def _is_met(word: Word, others: list[Word], thesaurus: Thesaurus) -> bool:
    return any(thesaurus.relation(word.lemma, other.lemma).likeness is not Likeness.NONE for other in others)


def _region(matcher: Matcher, matches: Sequence[EventMatch], agreeing: list[Finding]) -> set[int]:
    """Return the words of the clauses that tell the claim's events, or else of the clause that meets most of it."""
    told = [match.statement for match in matches]
    if told:
        return set().union(*(clause_words(event, matcher.statement) for event in told))
    regions = [clause_words(event, matcher.statement) for event in matcher.statement.events if not event.is_noun]
    spans = [f.statement_span for f in agreeing if f.statement_span is not None]
    marks = {matcher.statement.sentence.word_at(span.start) for span in spans}
    return max(
        regions, key=lambda region: len(region & marks), default=set(range(len(matcher.statement.sentence.words)))
    )


def _widened(region: set[int], statement: Prepared, thesaurus: Thesaurus) -> set[int]:
    """Add what the clauses' own words stand for: whom a pronoun means, what a description describes, who says it."""
    words = statement.sentence.words
    structure = statement.sentence.structure
    wider = set(region)
    for phrase in structure.phrases:
        described = any(region & set(range(a.start, a.end)) for a in phrase.appositions)
        if described or any(d.start in region for d in phrase.details):
            wider |= _phrase_words(phrase)
    refers = [i for i in region if words[i].tag in {Tag.PRONOUN, Tag.OWNER} or words[i].lower in {"her", "his"}]
    if refers:
        earlier = [p for p in structure.predicates if p.subject is not None and p.subject.start < max(refers)]
        for predicate in earlier:
            wider |= _phrase_words(predicate.subject) if predicate.subject is not None else set()
            wider |= _phrase_words(predicate.object) if predicate.object is not None else set()
    for event in statement.events:
        classes = {c for lemma in event.lemmas for c in thesaurus.classes.classes(lemma)}
        if "say" in classes or "discover" in classes or "predict" in classes:
            wider |= clause_words(event, statement)
    for word in words:
        if word.lower == "when" and word.index + 2 in region | {i + 1 for i in region}:
            wider |= set(range(max(0, word.index - 3), word.index))
    return wider


def clause_words(event: Event, prepared: Prepared) -> set[int]:
    """Return the indexes of the words in an event's clause: its verb, its parts and what hangs on them."""
    words = {event.head}
    if event.clause is not None:
        clause = event.clause
        words |= set(range(clause.start, min(clause.end + 1, len(prepared.sentence.words))))
        phrases = [clause.subject, clause.object, clause.complement, *clause.obliques]
        for phrase in phrases:
            words |= _phrase_words(phrase) if phrase is not None else set()
    for parts in event.parts.values():
        for phrase in parts:
            words |= _phrase_words(phrase)
    own = prepared.sentence.phrase_at(event.head)
    return words | (_phrase_words(own) if own is not None else set())


def _phrase_words(phrase: Phrase) -> set[int]:
    words = set(range(phrase.start, phrase.end))
    inner = [*phrase.details, *phrase.appositions, *phrase.joined, *([phrase.owner] if phrase.owner else [])]
    return words.union(*(_phrase_words(other) for other in inner)) if inner else words
