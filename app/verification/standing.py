"""Standing: whether an organisation stands by itself or within another; it cannot do both at one time."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.domain.evidence import Facet, Span
from app.text.syntax import Phrase, Predicate
from app.text.tagging import Tag
from app.verification.findings import Finding, Weight
from app.verification.matching import Matcher, names_agree
from app.verification.readings import Anchor, Prepared

_BEING = frozenset("be remain stay become".split())
_WORKING = frozenset("operate function run work exist act continue".split())  # "operates as a separate company"
_ENDING = frozenset("cease stop".split())
_SEPARATE = frozenset({"separate"})
_INDEPENDENT = frozenset("independent standalone stand-alone freestanding autonomous".split())
_INDEPENDENTLY = frozenset({"independently", "autonomously"})
_BODIES = frozenset(
    "company entity firm business organisation organization corporation enterprise startup start-up lab laboratory "
    "developer publisher maker studio".split()
)
_DIVISIONS = frozenset("division unit arm segment branch".split())
_SUBSIDIARY = "subsidiary"
_WHOLLY = frozenset("wholly fully entirely completely".split())
_NOT_NOW = frozenset("was were had will would shall may might could should can".split())


class _Place(Enum):
    """Where an organisation stands; a subsidiary can be a separate company, but not an independent one."""

    SEPARATE = "separate"
    INDEPENDENT = "independent"
    OWNED = "owned"
    WITHIN = "within"


_EXCLUDED = {
    _Place.SEPARATE: {_Place.WITHIN},
    _Place.INDEPENDENT: {_Place.WITHIN, _Place.OWNED},
}


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a text has an organisation stand now; `others` are those whom it is or is not part of, if it names any."""

    name: Anchor
    place: _Place
    span: Span
    denied: bool = False
    others: tuple[Anchor, ...] = ()


def compare_standing(matcher: Matcher) -> Iterator[Finding]:
    """Yield findings where one side has an organisation stand by itself and the other has it within another.

    Only what both tell of the present is compared: a company may have been independent before.
    """
    theirs = list(_standings(matcher.statement))
    for mine in _standings(matcher.claim) if theirs else ():
        for other in theirs:
            if names_agree(mine.name, other.name) and _clash(mine, other):
                yield Finding(Weight.AGREES, Facet.ENTITY, mine.name.span, other.name.span,
                              f'both speak of "{other.name.span.text}"')  # fmt: skip
                message = f'the claim has "{mine.span.text}", the statement "{other.span.text}"'
                facet = Facet.POLARITY if mine.denied != other.denied else Facet.ROLE
                yield Finding(Weight.DIFFERS, facet, mine.span, other.span, message, alone=True)
                return


def _clash(mine: _Standing, other: _Standing) -> bool:
    if mine.others and other.others and not _shared(mine, other):
        return False
    if {mine.place, other.place} <= _EXCLUDED.keys():
        denied, affirmed = (mine, other) if mine.denied else (other, mine)
        narrower = denied.place is _Place.SEPARATE or affirmed.place is _Place.INDEPENDENT
        return denied.denied and not affirmed.denied and narrower
    if mine.denied or other.denied:
        return False
    return other.place in _EXCLUDED.get(mine.place, ()) or mine.place in _EXCLUDED.get(other.place, ())


def _shared(mine: _Standing, other: _Standing) -> bool:
    return any(names_agree(a, b) for a in mine.others for b in other.others)


def _standings(text: Prepared) -> Iterator[_Standing]:
    for predicate in text.sentence.structure.predicates:
        if _is_told_of_now(predicate, text):
            yield from _alone(predicate, text)
            yield from _owned(predicate, text)


def _is_told_of_now(predicate: Predicate, text: Prepared) -> bool:
    """Say whether a predicate is told of the present; what has ceased has ceased until now."""
    if predicate.leading and predicate.leading[0] in _ENDING:
        return True
    words = text.sentence.words[predicate.start : predicate.end]
    before = text.sentence.words[max(0, predicate.start - 2) : predicate.start]
    past = text.sentence.words[predicate.head].tag is Tag.PAST and not predicate.passive
    return not past and not any(word.lower in _NOT_NOW for word in (*before, *words))


def _alone(predicate: Predicate, text: Prepared) -> Iterator[_Standing]:
    """Yield what a predicate says of its subject's standing: "is an independent company", "operates as a division"."""
    names = _named(predicate.subject, text)
    if not names:
        return
    denied = bool(predicate.negations) or bool(predicate.leading and predicate.leading[0] in _ENDING)
    described = predicate.complement if predicate.lemma in _BEING else None
    if predicate.lemma in _WORKING:
        described = next((one for one in predicate.obliques if one.preposition == "as"), None)
    if described is not None:
        told, others = _described(described, text), _others(described, text)
    else:
        told = _said_after(predicate, text)
        apart = [one for one in predicate.obliques if one.preposition in {"of", "from"}]
        others = tuple(anchor for one in apart for anchor in _named(one, text))
    for place, span in told:
        words = _with_denial(span, predicate, text) if denied else span
        yield _Standing(names[0], place, words, denied, others)


def _with_denial(span: Span, predicate: Predicate, text: Prepared) -> Span:
    """Return the words from what denies them on: "no longer a separate company"."""
    first = text.sentence.words[min(predicate.negations, default=predicate.start)]
    return Span.of(text.sentence.text, min(first.start, span.start), span.end)


def _described(phrase: Phrase, text: Prepared) -> Iterator[tuple[_Place, Span]]:
    words = text.sentence.words[phrase.start : phrase.end]
    head = text.sentence.words[phrase.head].lemma
    span = Span.of(text.sentence.text, words[0].start, words[-1].end)
    if head == _SUBSIDIARY:
        yield _Place.OWNED, span
    elif head in _DIVISIONS and _others(phrase, text):
        yield _Place.WITHIN, span
    elif head in _BODIES and not any(word.lower == "legal" for word in words):
        yield from ((place, span) for place in _places(word.lower for word in words))


def _said_after(predicate: Predicate, text: Prepared) -> Iterator[tuple[_Place, Span]]:
    """Yield what stands right after the verb: "is independent of Norline", "operates independently"."""
    following = text.sentence.words[predicate.end : predicate.end + 2]
    if not following or (len(following) > 1 and following[1].tag is Tag.NOUN):
        return
    word = following[0]
    told = word.lower in (_INDEPENDENT if predicate.lemma in _BEING else _INDEPENDENTLY)
    if told and predicate.lemma in _BEING | _WORKING:
        yield _Place.INDEPENDENT, Span(word.start, word.end, word.token.text)


def _places(words: Iterator[str]) -> Iterator[_Place]:
    for word in words:
        if word in _SEPARATE:
            yield _Place.SEPARATE
        elif word in _INDEPENDENT:
            yield _Place.INDEPENDENT


def _owned(predicate: Predicate, text: Prepared) -> Iterator[_Standing]:
    """Yield what is owned whole: "Norline wholly owns Kestrel", "Kestrel is wholly owned by Norline"."""
    words = text.sentence.words[max(0, predicate.head - 2) : predicate.head]
    if predicate.lemma == "own" and not predicate.negations and any(word.lower in _WHOLLY for word in words):
        verb = text.sentence.words[predicate.head]
        span = Span.of(text.sentence.text, words[-1].start if words else verb.start, verb.end)
        for name in _named(predicate.patient, text):
            yield _Standing(name, _Place.OWNED, span, others=tuple(_named(predicate.agent, text)))


def _others(phrase: Phrase, text: Prepared) -> tuple[Anchor, ...]:
    """Return the names that a phrase hangs on: "a division of Norline", "Norline's division"."""
    inner = [*phrase.details, *([phrase.owner] if phrase.owner is not None else [])]
    return tuple(anchor for one in inner for anchor in _named(one, text))


def _named(phrase: Phrase | None, text: Prepared) -> list[Anchor]:
    """Return the name that a phrase is, none if it only holds one."""
    if phrase is None:
        return []
    index = text.sentence.word_at
    return [n for n in text.names if index(n.span.start) <= phrase.head <= index(n.span.end - 1)]
