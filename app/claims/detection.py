"""Claim detection: sentences to claims that stand alone, with the words they were found in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.claims.check_worthiness import check_worthiness
from app.claims.discourse import Discourse
from app.claims.drafting import Material, draft_claims, is_assertive
from app.claims.drafts import Draft, Replacement, as_sentence, render
from app.claims.insertions import find_insertions
from app.claims.kinds import kind_of
from app.claims.pronouns import name_words, points_back
from app.claims.references import find_marks, find_reference_list, is_in_list
from app.claims.times import place_dates
from app.domain.claim import MAX_CLAIM_LENGTH
from app.domain.document import ClaimKind, DetectedClaim, Resolution, ResolvedDate
from app.domain.evidence import Span
from app.text.sentence import Reader, Sentence
from app.text.sentences import find_sentences
from app.text.tags import Tag

_OWN_KINDS = {ClaimKind.ATTRIBUTION, ClaimKind.QUOTATION, ClaimKind.QUESTION}


class ReadingDetector:
    """Detects claims by reading each sentence with shallow grammar."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def detect(self, text: str, *, published_at: date | None = None) -> tuple[DetectedClaim, ...]:
        """Return the claims of a text in the order of their words; "last year" counts from `published_at`.

        Sentences longer than a claim may be are passed over, and so is a list of references at the end.
        """
        references, list_start = find_reference_list(text)
        discourse = Discourse(self._reader.lexicon)
        found: list[DetectedClaim] = []
        for span in find_sentences(text):
            if not is_in_list(span, list_start) and len(span.text) <= MAX_CLAIM_LENGTH:
                found += self._claims_of(span, text, discourse, references, published_at)
        return tuple(found)

    def _claims_of(
        self, span: Span, text: str, discourse: Discourse, references: Mapping[str, str], published_at: date | None
    ) -> Iterator[DetectedClaim]:
        marks = find_marks(span.text)
        plain = _blanked(span.text, [(mark.start, mark.end) for mark in marks])
        sentence = self._reader.read(plain, anchor=published_at)
        insertions = find_insertions(sentence)
        full = sentence
        if insertions:
            cuts = [(r.start, r.end) for aside in insertions for r in aside.dropped]
            sentence = self._reader.read(_blanked(plain, cuts), anchor=published_at)
        if not is_assertive(sentence):
            discourse.pause()
            return
        naming = name_words(sentence, Draft(0, len(span.text)), discourse)
        material = Material(sentence, naming, marks, references, insertions)
        dates = list(place_dates(full, published_at)) if published_at is not None else []
        inserted = [aside.draft for aside in insertions]
        drops = [Replacement(mark.start, mark.end, "") for mark in marks]
        for draft in draft_claims(material):
            named = name_words(full if draft in inserted else sentence, draft, discourse, speaker=draft.claimant)
            dated = [words for _, words in dates if words is not None]
            whole = draft.with_replacements([*named.replacements, *dated, *drops])
            unresolved = dict.fromkeys([*draft.unresolved, *named.unresolved, *_pointing(sentence, draft)])
            claim = self._claim(whole, span, full, tuple(unresolved), tuple(day for day, _ in dates))
            if claim is not None:
                yield _in_document(claim, span, text)
        discourse.hear(sentence)

    def _claim(
        self,
        draft: Draft,
        span: Span,
        sentence: Sentence,
        unresolved: tuple[Span, ...],
        dates: tuple[ResolvedDate, ...],
    ) -> DetectedClaim | None:
        """Put a draft into words; None if too little is left to be a claim. Spans lie in the sentence."""
        draft = _lowered(draft, sentence)
        words = render(span.text, draft.start, draft.end, draft.replacements)
        text = as_sentence(words)
        if len(words.split()) < 2 or len(text) > MAX_CLAIM_LENGTH:
            return None
        read = self._reader.read(text)
        predicate = next((p for p in read.structure.predicates if p.finite and p.antecedent is None), None)
        kind = draft.kind if draft.kind in _OWN_KINDS else kind_of(read, predicate)
        if not unresolved and _lacks_subject(read):
            opening = sentence.words[sentence.word_at(draft.start)]
            unresolved = (Span.of(span.text, opening.start, opening.end),)
        return DetectedClaim(
            text=text,
            span=Span.of(span.text, draft.start, draft.end),
            sentence=span,
            kind=kind,
            check_worthiness=check_worthiness(read, kind, unresolved=bool(unresolved)),
            claimant=draft.claimant,
            resolutions=tuple(_resolutions(span.text, draft)),
            unresolved=unresolved,
            dates=tuple(day for day in dates if draft.start <= day.span.start and day.span.end <= draft.end),
            said=_said(text, span.text, draft),
        )


def _blanked(sentence: str, cuts: Sequence[tuple[int, int]]) -> str:
    """Return the sentence with stretches of it as spaces, so that they neither disturb reading nor move words."""
    for start, end in cuts:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def _pointing(sentence: Sentence, draft: Draft) -> list[Span]:
    return [span for span in points_back(sentence) if draft.start <= span.start < draft.end]


def _lowered(draft: Draft, sentence: Sentence) -> Draft:
    """Write the sentence's first word small where other words now stand before it."""
    leads = [r for r in draft.replacements if r.start == r.end == draft.start and r.words.endswith(" ")]
    first = sentence.words[sentence.word_at(draft.start)]
    plain = first.tag not in {Tag.NAME, Tag.DATE} and first.token.text[1:].islower() | (len(first.token.text) == 1)
    if not leads or not plain or first.lower == "i":
        return draft
    return draft.with_replacements([Replacement(first.start, first.start + 1, first.token.text[0].lower())])


def _lacks_subject(claim: Sentence) -> bool:
    """Say whether the claim begins with its verb: its subject was not found."""
    first = next((p for p in claim.structure.predicates if p.finite), None)
    opens = first is not None and first.start == 0 and first.subject is None
    return opens and claim.words[0].tag in {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}


def _resolutions(sentence: str, draft: Draft) -> Iterator[Resolution]:
    for one in draft.replacements:
        if sentence[one.start : one.end].lower() != one.words:
            yield Resolution(Span.of(sentence, one.start, one.end), one.words)


def _said(text: str, sentence: str, draft: Draft) -> Span | None:
    """Return where in the claim's text stands what the claimant is held to have said."""
    if draft.said is None or draft.kind not in {ClaimKind.ATTRIBUTION, ClaimKind.QUOTATION}:
        return None
    start, end = draft.said
    inside = [r for r in draft.replacements if start <= r.start and r.end <= end and not (r.start == r.end == start)]
    words = render(sentence, start, end, inside)
    at = text.find(words)
    return Span(at, at + len(words), words) if at >= 0 and words else None


def _in_document(claim: DetectedClaim, sentence: Span, text: str) -> DetectedClaim:
    """Return the claim with its spans in the whole text."""

    def moved(span: Span) -> Span:
        return Span.of(text, span.start + sentence.start, span.end + sentence.start)

    return DetectedClaim(
        text=claim.text,
        span=moved(claim.span),
        sentence=sentence,
        kind=claim.kind,
        check_worthiness=claim.check_worthiness,
        claimant=claim.claimant,
        resolutions=tuple(Resolution(moved(r.span), r.replaced_by) for r in claim.resolutions),
        unresolved=tuple(moved(span) for span in claim.unresolved),
        dates=tuple(ResolvedDate(moved(day.span), day.earliest, day.latest) for day in claim.dates),
        said=claim.said,
    )
