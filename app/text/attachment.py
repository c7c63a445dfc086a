"""Objects, complements and obliques: which phrases stand in which place of which predicate."""

from collections.abc import Sequence
from itertools import pairwise

from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.subjects import SAYING
from app.text.tags import Tag, Word

_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_BREAKS = {Tag.SUBORDINATOR, Tag.RELATIVE}
_LINKING = frozenset("be become remain".split())


def find_objects(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Give each predicate the phrases that follow it, up to the next predicate or clause."""
    owners = {id(phrase.owner) for phrase in phrases}
    held = owners | {id(detail) for phrase in phrases for detail in phrase.details}
    free = [phrase for phrase in phrases if id(phrase) not in held]
    for i, predicate in enumerate(predicates):
        limit = predicates[i + 1].start if i + 1 < len(predicates) else len(words)
        end = _aside_end(words, predicate, limit) if i else limit
        _find_objects(words, free, predicate, end)
        predicates[i - 1].obliques += [p for p in free if end < p.start < limit and _is_governed(p)]


def _is_governed(phrase: Phrase) -> bool:
    return phrase.preposition not in {None, "=", "&", "of"}


def _aside_end(words: Sequence[Word], predicate: Predicate, limit: int) -> int:
    """Return where a relative clause between commas ends: "returned the throne, which soldiers took, to the king"."""
    places = range(predicate.start - 1, max(0, predicate.start - 6), -1)
    start = next((i for i in places if words[i].tag is Tag.RELATIVE), 0)
    if not start or words[start - 1].lower != ",":
        return limit
    commas = (i for i in range(predicate.end, limit - 1) if words[i].lower == ",")
    return next((i for i in commas if words[i + 1].tag in {Tag.PREPOSITION, Tag.TO}), limit)


def _find_objects(words: Sequence[Word], phrases: list[Phrase], predicate: Predicate, limit: int) -> None:
    position = predicate.end
    for phrase in phrases:
        if phrase.start < predicate.end or phrase.start >= limit:
            continue
        if phrase.preposition not in {"=", "&"}:
            between = words[position : phrase.start]
            if any(_breaks(word) for word in between):
                break
            _place(words, predicate, phrase, between, followed=_subject_of_next(words, phrase, limit))
        position = phrase.end


def _breaks(word: Word) -> bool:
    return word.tag in _BREAKS or word.lower == ";"


def _place(
    words: Sequence[Word], predicate: Predicate, phrase: Phrase, between: Sequence[Word], *, followed: bool
) -> None:
    """Put the phrase in its place; `followed` says that the next predicate follows it at once."""
    comma = any(word.tag is Tag.MARK for word in between)
    if _completes_particle(predicate, phrase):
        predicate.object = phrase
    elif phrase.preposition is not None or words[phrase.head].tag is Tag.DATE:
        predicate.obliques.append(phrase)
    elif not comma and predicate.object is None and predicate.complement is None:
        clause = predicate.lemma in SAYING or any(word.tag is Tag.CONJUNCTION for word in between)
        if predicate.lemma in _LINKING:
            predicate.complement = phrase
        elif not (followed and clause):
            predicate.object = phrase
    elif phrase.owner is None and not (comma and followed):
        predicate.obliques.append(phrase)


def _completes_particle(predicate: Predicate, phrase: Phrase) -> bool:
    """Say whether the phrase is the object of a phrasal verb: "took over the firm", "voted against the bill"."""
    if phrase.preposition is None or predicate.object is not None:
        return False
    return predicate.lemma.endswith(f" {phrase.preposition}") and (
        phrase.start == predicate.end + 1 or not predicate.obliques
    )


def _subject_of_next(words: Sequence[Word], phrase: Phrase, limit: int) -> bool:
    return phrase.end == limit and limit < len(words) and words[limit].tag in _FINITE


def settle_obliques(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Give each clause the phrases around its subject, and drop subjects from the clause before."""
    for before, predicate in pairwise(predicates):
        _move_to_own_clause(words, before, predicate)
    _attach_fronted(words, phrases, predicates)
    subjects = {id(predicate.subject) for predicate in predicates if predicate.finite and predicate.antecedent is None}
    for predicate in predicates:
        predicate.obliques = [phrase for phrase in predicate.obliques if id(phrase) not in subjects]


def _move_to_own_clause(words: Sequence[Word], before: Predicate, predicate: Predicate) -> None:
    """Move what stands by the subject from the clause before: "…, but prices in Malby fell"."""
    subject = predicate.subject
    if not predicate.finite or subject is None or subject.start < before.end or subject.start >= predicate.start:
        return
    if predicate.antecedent is not None or subject is before.object:
        return
    openers = [word.index for word in words[before.end : subject.start] if _opens_clause(word)]
    opening = openers[-1] if openers else subject.start
    moved = [phrase for phrase in before.obliques if phrase.start > opening]
    before.obliques = [phrase for phrase in before.obliques if phrase.start <= opening]
    predicate.obliques += moved


def _opens_clause(word: Word) -> bool:
    return word.tag in _BREAKS or word.tag is Tag.CONJUNCTION or word.lower == ";"


def _attach_fronted(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Give phrases before the first clause's subject ("In 2023, …", "For children, …") to its predicate."""
    if not predicates:
        return
    owners = {id(phrase.owner) for phrase in phrases}
    taken = {id(p) for predicate in predicates for p in predicate.obliques} | owners
    first = next((p for p in predicates if p.finite), predicates[0])
    for phrase in phrases:
        dated = phrase.preposition is None and words[phrase.head].tag is Tag.DATE
        if phrase.end <= first.start and (dated or _is_governed(phrase)) and id(phrase) not in taken:
            first.obliques.append(phrase)
