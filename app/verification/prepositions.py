"""Prepositions that exclude each other before the same thing: before and after the war, with and without a licence."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.names import Name
from app.text.syntax import Phrase
from app.text.tagging import Tag
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher, names_agree
from app.verification.readings import Anchor, Prepared
from app.verification.words import Likeness, Thesaurus

_OPPOSED = {
    "before": frozenset({"after", "since"}),
    "after": frozenset({"before", "until"}),
    "with": frozenset({"without"}),
    "without": frozenset({"with"}),
    "for": frozenset({"against"}),
    "against": frozenset({"for"}),
    "above": frozenset({"below", "under"}),
    "below": frozenset({"above", "over"}),
    "inside": frozenset({"outside"}),
    "outside": frozenset({"inside"}),
    "into": frozenset({"from"}),
}


def compare_prepositions(matcher: Matcher, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding for each phrase of a claim's event that the same event has under the opposite preposition."""
    for match in matcher.told:
        if match.relation.likeness is not Likeness.SAME:
            continue
        for part, opposite in _OPPOSED.items():
            for phrase in match.claim.parts.get(part, ()):
                other = _turned(phrase, part, opposite, match, matcher, thesaurus)
                if other is not None:
                    mine, theirs = _span(phrase, matcher.claim), _span(other, matcher.statement)
                    message = f'the claim has "{mine.text}", the statement "{theirs.text}"'
                    facet = Facet.DATE if part in {"before", "after"} else Facet.POLARITY
                    yield Finding(Weight.DIFFERS, facet, mine, theirs, message, turned=True)


def _turned(phrase: Phrase, part: str, opposite: frozenset[str], match: EventMatch, matcher: Matcher,
            thesaurus: Thesaurus) -> Phrase | None:  # fmt: skip
    if any(_are_alike(phrase, other, matcher, thesaurus) for other in match.statement.parts.get(part, ())):
        return None
    others = (p for name in sorted(opposite) for p in match.statement.parts.get(name, ()))
    return next((other for other in others if _are_alike(phrase, other, matcher, thesaurus)), None)


def _are_alike(mine: Phrase, other: Phrase, matcher: Matcher, thesaurus: Thesaurus) -> bool:
    left = matcher.claim.sentence.words[mine.head]
    right = matcher.statement.sentence.words[other.head]
    if left.tag is right.tag is Tag.NAME:
        names, theirs = _names_at(left.index, matcher.claim), _names_at(right.index, matcher.statement)
        return any(names_agree(a, b) for a in names for b in theirs)
    if left.tag is not Tag.NOUN or right.tag is not Tag.NOUN:
        return False
    return thesaurus.relation(left.lemma, right.lemma).likeness is Likeness.SAME


def _names_at(index: int, prepared: Prepared) -> list[Anchor]:
    return [a for a in prepared.names if isinstance(a.value, Name) and index in range(*a.value.words)]


def _span(phrase: Phrase, prepared: Prepared) -> Span:
    words = prepared.sentence.words
    first = max(0, phrase.start - 1)
    return Span.of(prepared.sentence.text, words[first].start, words[phrase.end - 1].end)
