"""How the claim puts it: polarity, modality and scope, held against the statement's way."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.domain.statement import Modality
from app.text.names import Name, same_name
from app.text.quantity import Quantity
from app.text.sentence import Sentence
from app.text.syntax import Phrase
from app.text.tagging import Tag
from app.verification.counterparts import answers_elsewhere, tells_another
from app.verification.events import AGENT, Event, is_linking
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher
from app.verification.modality import Mode, is_denied, is_no_longer, is_past, is_phase, mode_of, negation_words
from app.verification.quantifiers import Scope, counts_kind, relate_scopes, scope_of
from app.verification.words import Likeness, Thesaurus

_FLOOR = {Modality.PREDICTED: Mode.PLAN, Modality.OPINION: Mode.ALLEGED}
_EVERYBODY = frozenset("everyone everybody nobody anyone anybody someone somebody people".split())
_SAYING = frozenset({"say", "predict", "accuse", "plan", "promise", "deny", "confirm"})


def compare_polarity(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding for each event of the claim that the statement tells too, affirmed or denied."""
    for match in matcher.told:
        if not _is_reported(match, matcher):
            yield _polarity(match, matcher)


def compare_occasions(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding for each event that the statement tells of another time, or not at all."""
    for event in matcher.parted:
        span = _event_span(event, matcher.claim.sentence)
        yield Finding(Weight.LEAVES_OPEN, Facet.DATE, span, None, f'"{span.text}" is told of another time')
    for event in matcher.claim.events:
        named = any(depth == 0 for _, depth in matcher.claim.names_in(event, AGENT))
        if (
            named
            and not event.is_noun
            and not is_linking(event)
            and not matcher.of(event)
            and event not in matcher.parted
        ):
            span = _event_span(event, matcher.claim.sentence)
            yield Finding(Weight.FALLS_SHORT, Facet.ENTITY, span, None, f'the statement does not tell of "{span.text}"')


def compare_denials(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding for each denial that one side has and nothing answers on the other: it must not go unseen."""
    answered = [(match.claim, match.statement) for match in matcher.told]
    mine = [e for e in matcher.claim.events if not e.is_noun and is_denied(e, matcher.claim.sentence)]
    for event in mine:
        if not any(event is claim for claim, _ in answered):
            span = _event_span(event, matcher.claim.sentence)
            yield Finding(Weight.FALLS_SHORT, Facet.POLARITY, span, None, f'nothing answers "{span.text}"')
    if mine or answered:
        return
    for event in matcher.statement.events:
        if not event.is_noun and is_denied(event, matcher.statement.sentence):
            span = _event_span(event, matcher.statement.sentence)
            yield Finding(Weight.FALLS_SHORT, Facet.POLARITY, None, span, f'the statement says "{span.text}"')


def _is_reported(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether both sides only report what somebody alleges or denies: the alleging is compared, not the alleged."""
    pair = (match.claim, matcher.claim.sentence), (match.statement, matcher.statement.sentence)
    return all(mode_of(event, sentence) is Mode.ALLEGED for event, sentence in pair)


def _polarity(match: EventMatch, matcher: Matcher) -> Finding:
    mine = is_denied(match.claim, matcher.claim.sentence)
    other = is_denied(match.statement, matcher.statement.sentence)
    opposed = match.relation.likeness is Likeness.OPPOSED
    claim_span = _event_span(match.claim, matcher.claim.sentence)
    statement_span = _event_span(match.statement, matcher.statement.sentence)
    phase = is_phase(match.statement, matcher.statement.sentence) and not match.claim.is_noun
    if (mine != other) == opposed and not phase:
        return Finding(Weight.AGREES, Facet.POLARITY, claim_span, statement_span,
                       f'"{claim_span.text}": the statement has "{statement_span.text}"')  # fmt: skip
    message = f'the claim says "{claim_span.text}", the statement "{statement_span.text}"'
    phases = is_phase(match.claim, matcher.claim.sentence), is_phase(match.statement, matcher.statement.sentence)
    if any(phases) or _is_over(match, matcher):
        return Finding(Weight.FALLS_SHORT, Facet.POLARITY, claim_span, statement_span, message)
    by_opposite = opposed and match.relation.strength > 0 and not matcher.is_trend(match)
    doubted = tells_another(match, matcher) or (not opposed and answers_elsewhere(match, matcher))
    return Finding(
        Weight.DIFFERS, Facet.POLARITY, claim_span, statement_span, message, by_opposite=by_opposite, doubted=doubted
    )


def _is_over(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether one side tells that something was so and the other that it is no longer: both hold."""
    claim, statement = (match.claim, matcher.claim.sentence), (match.statement, matcher.statement.sentence)
    return any(
        is_past(*earlier) and is_no_longer(*later) for earlier, later in ((claim, statement), (statement, claim))
    )


def _event_span(event: Event, sentence: Sentence) -> Span:
    """Return the event's word, from its negation on if it has one."""
    words = sentence.words
    marks = negation_words(event, sentence)
    start = min(event.head, marks[0]) if marks and abs(marks[0] - event.head) <= 4 else event.head
    end = max(event.head + 1, marks[1]) if marks and abs(marks[0] - event.head) <= 4 else event.head + 1
    lemma = event.lemmas[-1]
    if " " in lemma and end < len(words) and words[end].lower == lemma.split()[-1]:
        end += 1
    return Span.of(sentence.text, words[start].start, words[end - 1].end)


def compare_modality(matcher: Matcher, modality: Modality, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding where the claim puts as fact what the statement puts as a plan, a possibility or hearsay.

    A statement's own `modality` counts where neither its words carry it nor the claim names who says so.
    """
    carried = _is_carried(matcher, thesaurus)
    for match in matcher.told:
        if _is_reported(match, matcher):
            continue
        mine = mode_of(match.claim, matcher.claim.sentence)
        other = mode_of(match.statement, matcher.statement.sentence)
        if other is Mode.FACT and not carried:
            other = _FLOOR.get(modality, Mode.FACT)
        if not _admits(mine, other):
            claim_span = _event_span(match.claim, matcher.claim.sentence)
            statement_span = _event_span(match.statement, matcher.statement.sentence)
            message = f'the claim puts "{claim_span.text}" as {mine.value}, the statement as {other.value}'
            yield Finding(Weight.LEAVES_OPEN, Facet.MODALITY, claim_span, statement_span, message)


def _is_carried(matcher: Matcher, thesaurus: Thesaurus) -> bool:
    """Say whether the statement's words show its modality, or the claim says whose word it is."""
    sentence = matcher.statement.sentence
    events = [e for e in matcher.statement.events if not e.is_noun]
    said = any(_SAYING & {c for lemma in e.lemmas for c in thesaurus.classes.classes(lemma)} for e in events)
    speakers = matcher.statement.background[-1:]
    named = any(same_name(a.value.key, n.key) for s in speakers for n in s.names for a in matcher.claim.names
                if isinstance(a.value, Name))  # fmt: skip
    return said or named or any(mode_of(e, sentence) is not Mode.FACT for e in events)


def _admits(claim: Mode, statement: Mode) -> bool:
    """Say whether a statement of this mode can decide a claim of that mode."""
    if claim is statement or (statement is Mode.FACT and claim in {Mode.POSSIBLE, Mode.ALLEGED}):
        return True
    return statement is Mode.PLAN and claim in {Mode.ALLEGED, Mode.POSSIBLE}


def compare_scope(matcher: Matcher, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding for each phrase of the claim that says how many of its kind are meant."""
    flipped = any(match.relation.likeness is Likeness.OPPOSED for match in matcher.told)
    for phrase in matcher.claim.sentence.structure.phrases:
        scope = scope_of(phrase, matcher.claim.sentence, _counts(matcher.claim.sentence, phrase))
        if scope is None or (scope is Scope.NONE and flipped):
            continue
        other = _counterpart(phrase, matcher, thesaurus)
        span = _span(phrase, matcher.claim.sentence)
        if other is None:
            if scope is Scope.NONE:
                continue
            if scope not in {Scope.SOME, Scope.PART}:
                yield Finding(Weight.FALLS_SHORT, Facet.SCOPE, span, None, f'"{span.text}" is not mentioned')
            continue
        theirs = scope_of(other, matcher.statement.sentence, _counts(matcher.statement.sentence, other))
        if (scope is Scope.NONE and theirs is None) or (flipped and theirs is Scope.NONE):
            continue
        weight = relate_scopes(scope, theirs)
        other_span = _span(other, matcher.statement.sentence)
        yield Finding(
            weight,
            Facet.SCOPE,
            span,
            other_span,
            f'the claim speaks of "{span.text}", the statement of "{other_span.text}"',
            doubted=not _take_one_part(phrase, other, matcher),
        )


def _take_one_part(mine: Phrase, other: Phrase, matcher: Matcher) -> bool:
    """Say whether both phrases stand in one and the same event: all banks survived where no bank failed."""
    return any(
        match.relation.likeness is Likeness.SAME
        and mine in _phrases(match.claim)
        and other in _phrases(match.statement)
        for match in matcher.matches
    )


def _phrases(event: Event) -> list[Phrase]:
    return [q for phrases in event.parts.values() for p in phrases for q in (p, *p.details)]


def _counterpart(phrase: Phrase, matcher: Matcher, thesaurus: Thesaurus) -> Phrase | None:
    """Return the statement's phrase about the same kind of thing."""
    lemma = _kind(phrase, matcher.claim.sentence)
    others = matcher.statement.sentence.structure.phrases
    scored = [(thesaurus.relation(lemma, _kind(o, matcher.statement.sentence)), o) for o in others]
    same = [(r.strength, -o.start, o) for r, o in scored if r.likeness is Likeness.SAME]
    return max(same, key=lambda s: s[:2])[2] if same else None


def _kind(phrase: Phrase, sentence: Sentence) -> str:
    """Return the noun a phrase counts: "wards" in "nine of the fourteen wards"."""
    head = sentence.words[phrase.head]
    if (head.tag in {Tag.NUMBER, Tag.DETERMINER, Tag.PRONOUN} or counts_kind(head.lower)) and phrase.details:
        return _kind(phrase.details[0], sentence)
    if head.lower in _EVERYBODY:
        return "person"
    return head.lemma


def _counts(sentence: Sentence, phrase: Phrase) -> list[Quantity]:
    last = max([phrase.end, *(d.end for d in phrase.details)]) - 1
    start, end = sentence.words[phrase.start].start, sentence.words[last].end
    return [q for q in sentence.quantities if start <= q.number_span.start < end]


def _span(phrase: Phrase, sentence: Sentence) -> Span:
    last = max([phrase.end, *(d.end for d in phrase.details)])
    return Span.of(sentence.text, sentence.words[phrase.start].start, sentence.words[last - 1].end)
