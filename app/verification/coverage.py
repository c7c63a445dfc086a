"""How much of what the claim says, beyond names and figures, the statement says too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.evidence import Span
from app.text.names import Name, name_key, same_name
from app.text.sentence import Sentence
from app.text.tagging import Tag, Word
from app.verification.readings import Prepared
from app.verification.words import Likeness, Thesaurus

_LIGHT = frozenset(
    "be have do make take get come go give place former still also already own kind way according people person".split()
)
_LEAST = 0.15
_GENERIC = frozenset(
    "company firm group organisation organization business person man woman people country city town".split()
)
"""Nouns so broad that a name beside them carries what they say."""
_WEIGHTS = {Tag.NOUN: 1.0, Tag.VERB: 1.0, Tag.PAST: 1.0, Tag.GERUND: 0.8, Tag.ADJECTIVE: 0.8, Tag.ADVERB: 0.3}
_CRITICAL = frozenset("first last only sole never always ever record exclusively unanimously".split())


@dataclass(frozen=True, slots=True)
class Coverage:
    """The covered `share` (0..1) of the claim's content words by weight, the words left over and their weight."""

    share: float
    missing: tuple[Span, ...]
    missing_weight: float


def cover(claim: Prepared, statement: Prepared, thesaurus: Thesaurus, *, besides: Sequence[Span] = (),
          heads: Mapping[int, float] = MappingProxyType({})) -> Coverage:  # fmt: skip
    """Hold the claim's content words against the statement's.

    Words `besides` are already known to differ; `heads` are words of events that the statement tells, with how surely.
    """
    pool = [statement.sentence, *statement.background]
    words = _words(pool)
    names = [name for sentence in pool for name in sentence.names]
    total = covered = 0.0
    missing: list[Span] = []
    phrasal = {event.head: event.lemmas[-1] for event in claim.events if " " in event.lemmas[-1]}
    others = [*(w.lemma for w in words), *(e.lemmas[-1] for e in statement.events if " " in e.lemmas[-1])]
    leading = {i for p in claim.sentence.structure.predicates for i in range(p.start, p.head)}
    for word in claim.sentence.content:
        if word.index in leading:
            continue  # how firmly it is put is compared apart
        if word.tag is Tag.ADVERB and word.index - 1 in phrasal:
            continue
        if any(span.start <= word.start < span.end for span in besides):
            continue
        weight = _LEAST if _is_carried_by_name(word, claim.sentence) else _weight(word)
        strength = _strength(word, phrasal.get(word.index, word.lemma), others, names, thesaurus)
        strength = max(strength, heads.get(word.index, 0.0))
        total += weight
        covered += weight * strength
        if strength < 0.5 and weight > 0.2:
            missing.append(Span(word.start, word.end, word.token.text))
    return Coverage(covered / total if total else 1.0, tuple(missing), total - covered if missing else 0.0)


def _is_carried_by_name(word: Word, sentence: Sentence) -> bool:
    """Say whether a broad noun only describes a name: "the city of Orrin", "is the company behind"."""
    phrase = sentence.phrase_at(word.index)
    if word.lemma not in _GENERIC or phrase is None:
        return False
    near = [phrase, *phrase.details, *phrase.appositions]
    complement = any(p.complement is phrase for p in sentence.structure.predicates)
    return complement or any(sentence.words[i].tag is Tag.NAME for p in near for i in range(p.start, p.end))


def _words(sentences: Sequence[Sentence]) -> list[Word]:
    kept = {Tag.NOUN, Tag.VERB, Tag.PAST, Tag.GERUND, Tag.ADJECTIVE, Tag.ADVERB, Tag.PREPOSITION, Tag.NUMBER, Tag.NAME}
    return [word for sentence in sentences for word in sentence.words if word.tag in kept]


def _weight(word: Word) -> float:
    if word.lemma in _LIGHT or word.lower in _LIGHT:
        return _LEAST
    if word.lower in _CRITICAL or (word.lower.endswith("est") and word.tag is Tag.ADJECTIVE):
        return 2.0
    return _WEIGHTS.get(word.tag, 0.5)


def _strength(word: Word, lemma: str, others: Sequence[str], names: Sequence[Name], thesaurus: Thesaurus) -> float:
    best = 0.0
    for other in others:
        relation = thesaurus.relation(lemma, other)
        strength = relation.strength * (
            0.9 if relation.likeness in {Likeness.OPPOSED, Likeness.CONVERSE, Likeness.EXCHANGE} else 1.0
        )
        if strength > best:
            best = strength
            if best >= 1.0:
                return best
    if best < 0.9 and _speaks_of_name(word, names, thesaurus):
        return 0.9
    return best


def _speaks_of_name(word: Word, names: Sequence[Name], thesaurus: Thesaurus) -> bool:
    """Say whether an adjective is made from a place the statement names: "Danish" where it says "Denmark"."""
    if word.tag not in {Tag.ADJECTIVE, Tag.NOUN}:
        return False
    places = thesaurus.lexicon.place_of(word.lower)
    return any(" ".join(name.key) in places or same_name(name_key(word.lower), name.key) >= 0.85 for name in names)
