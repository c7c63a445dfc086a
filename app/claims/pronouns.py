"""Words that stand for others: which of a claim's words need a name, and which name that is."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.claims.discourse import COMPANY_NOUNS, THING_NOUNS, Discourse, Entity, Nature
from app.claims.drafts import Draft, Replacement
from app.domain.evidence import Span
from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_MALE, _FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_THING, _SEVERAL = frozenset({"it", "its"}), frozenset({"they", "them", "their", "theirs"})
_OWNING = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those", "neither", "both"})
_VERBAL = {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL, Tag.VERB, Tag.PAST}
_EMPTY_IT = frozenset(
    "be seem rain snow appear take turn".split()
)  # "it is likely that": nothing is meant by "it" where "that" or "to" follows


@dataclass(frozen=True, slots=True)
class Naming:
    """What a claim's words stand for: replacements where that is known, spans where it is not."""

    replacements: tuple[Replacement, ...]
    unresolved: tuple[Span, ...]


def name_words(sentence: Sentence, draft: Draft, discourse: Discourse, *, speaker: str | None = None) -> Naming:
    """Name what the pronouns and "the company" of a draft stand for, where the draft does not say so itself.

    `speaker` is who is held to say the draft; somebody who speaks of "he" or "she" may mean that person.
    """
    replacements: list[Replacement] = []
    unresolved: list[Span] = []
    for word, phrase in _standing_words(sentence, draft):
        entity = _earlier(sentence, word, draft, discourse) or _entity(sentence, word, discourse)
        if entity is None:
            if _needs_name(sentence, word):
                unresolved.append(Span.of(sentence.text, word.start, _end_of(sentence, word, phrase)))
        elif not _is_speaker(word, entity, speaker):
            replacements.append(_replacement(sentence, word, phrase, entity))
    return Naming(tuple(replacements), tuple(unresolved))


def _standing_words(sentence: Sentence, draft: Draft) -> Iterator[tuple[Word, Phrase | None]]:
    """Yield the words that stand for something outside the draft."""
    subject_seen = draft.names_subject
    for word in sentence.words:
        if not (draft.start <= word.start and word.end <= draft.end):
            continue
        if any(r.start <= word.start and word.end <= r.end for r in draft.replacements):
            continue
        phrase = sentence.phrase_at(word.index)
        if _stands(sentence, word, phrase) and not subject_seen:
            yield word, phrase
        if phrase is not None and word.index == phrase.head:
            subject_seen = subject_seen or _is_subject(sentence, phrase)


def _stands(sentence: Sentence, word: Word, phrase: Phrase | None) -> bool:
    if word.lower in _MALE | _FEMALE | _THING | _SEVERAL:
        return True
    if phrase is None or word.index != phrase.head:
        return False
    first = sentence.words[phrase.start]
    bare = phrase.end - phrase.start == 2 and first.lower == "the" and not phrase.details
    return bare and word.lower in COMPANY_NOUNS | THING_NOUNS


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    return any(p.subject is phrase and p.finite for p in sentence.structure.predicates)


def _earlier(sentence: Sentence, word: Word, draft: Draft, discourse: Discourse) -> Entity | None:
    """Return the subject of a clause before the draft in the same sentence, if the word may mean it."""
    if word.lower in _THING and _is_empty(sentence, word):
        return None
    for predicate in reversed(sentence.structure.predicates):
        subject = predicate.subject
        if subject is None or not predicate.finite or sentence.words[subject.end - 1].end > draft.start:
            continue
        entity = discourse.entity_of(sentence, subject)
        if entity is not None and _may_mean(word, entity):
            return entity
    return None


def _may_mean(word: Word, entity: Entity) -> bool:
    if word.lower in _MALE | _FEMALE:
        return entity.nature is Nature.PERSON and not entity.plural and entity.male in {None, word.lower in _MALE}
    if word.lower in _THING:
        return entity.nature is not Nature.PERSON and not entity.plural
    several = entity.plural or (entity.named and entity.nature is not Nature.PERSON)
    return word.lower in _SEVERAL and several


def _entity(sentence: Sentence, word: Word, discourse: Discourse) -> Entity | None:
    if word.lower in _MALE:
        return discourse.person(male=True)
    if word.lower in _FEMALE:
        return discourse.person(male=False)
    if word.lower in _THING:
        return None if _is_empty(sentence, word) else discourse.thing()
    if word.lower in _SEVERAL:
        return discourse.several()
    return discourse.described(word.lemma)


def _is_empty(sentence: Sentence, word: Word) -> bool:
    """Say whether "it" stands for nothing: "it is clear that", "it takes a year to"."""
    predicate: Predicate | None = next(
        (p for p in sentence.structure.predicates if p.subject is not None and p.subject.head == word.index), None
    )
    if predicate is None or predicate.lemma not in _EMPTY_IT:
        return False
    rest = sentence.words[predicate.end : predicate.end + 4]
    return any(w.lower in {"that", "to"} for w in rest) or predicate.lemma in {"rain", "snow"}


def _needs_name(sentence: Sentence, word: Word) -> bool:
    return word.tag in {Tag.PRONOUN, Tag.OWNER} and not (word.lower in _THING and _is_empty(sentence, word))


def _is_speaker(word: Word, entity: Entity, speaker: str | None) -> bool:
    return speaker is not None and word.lower in _MALE | _FEMALE and entity.words == speaker


def _replacement(sentence: Sentence, word: Word, phrase: Phrase | None, entity: Entity) -> Replacement:
    described = word.lower not in _MALE | _FEMALE | _THING | _SEVERAL
    start = sentence.words[phrase.start].start if described and phrase is not None else word.start
    owning = word.tag is Tag.OWNER and word.lower in _OWNING
    return Replacement(start, word.end, _possessive(entity.words) if owning else entity.words)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _end_of(sentence: Sentence, word: Word, phrase: Phrase | None) -> int:
    return word.end if phrase is None or word.tag is not Tag.NOUN else sentence.words[phrase.end - 1].end


def points_back(sentence: Sentence) -> Iterator[Span]:
    """Yield each "that" and "these" that stands by itself: "That is 200 fewer", "xAI has none of these"."""
    words = sentence.words
    for word in words:
        following = words[word.index + 1] if word.index + 1 < len(words) else None
        opens = word.index == 0 and following is not None and following.tag in _VERBAL
        closes = following is None or (following.tag is Tag.MARK and following.token.text not in '"“(-')
        if word.lower in _POINTING and (opens or (closes and word.lower not in {"neither", "both"})):
            yield Span.of(sentence.text, word.start, word.end)
