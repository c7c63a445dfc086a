"""What a word of the open classes can be, and how well each of that fits between its neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.text.tags import Tag, Word


class Use(IntEnum):
    """The forms of nouns, adjectives, adverbs and verbs that tell neighbours apart."""

    NOUN = 0
    ADJECTIVE = 1
    ADVERB = 2
    BASE = 3  # "sign"
    THIRD = 4  # "signs"
    PAST = 5  # "signed"
    GERUND = 6  # "signing"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a word can be; `weight` grows with how common that is, `inflected` says that form and base differ."""

    use: Use
    tag: Tag
    lemma: str
    weight: float
    inflected: bool = False


_Fits = tuple[float, float, float, float, float, float, float]
_EVEN: _Fits = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
_TO_VERB: _Fits = (0.3, 0.1, 0.5, 20.0, 0.1, 0.1, 0.1)
_IN_PHRASE: _Fits = (2.0, 1.5, 0.3, 0.01, 0.01, 0.15, 0.15)
_AFTER_NAME: _Fits = (0.6, 0.3, 1.0, 6.0, 6.0, 6.0, 0.3)
_AFTER_VERB: _Fits = (1.5, 1.0, 1.2, 0.1, 0.1, 0.4, 0.8)
# Factors by the tag before, in the order of Use: noun, adjective, adverb, base, third, past, gerund.
_BEFORE: Mapping[Tag, _Fits] = {
    Tag.TO: _TO_VERB,
    Tag.MODAL: _TO_VERB,
    Tag.DO: _TO_VERB,
    Tag.BE: (0.3, 3.0, 1.0, 0.02, 0.02, 8.0, 8.0),
    Tag.HAVE: (0.7, 0.5, 1.0, 0.05, 0.05, 20.0, 0.05),
    Tag.DETERMINER: _IN_PHRASE,
    Tag.OWNER: _IN_PHRASE,
    Tag.POSSESSIVE: _IN_PHRASE,
    Tag.ADJECTIVE: _IN_PHRASE,
    Tag.NUMBER: (2.0, 1.5, 0.3, 0.01, 0.01, 0.6, 0.6),
    Tag.PREPOSITION: (2.0, 1.5, 0.3, 0.05, 0.05, 0.05, 1.0),
    Tag.NAME: _AFTER_NAME,
    Tag.PRONOUN: _AFTER_NAME,
    Tag.RELATIVE: _AFTER_NAME,
    Tag.NOUN: (1.0, 0.3, 1.0, 2.5, 2.5, 2.5, 0.2),
    Tag.VERB: _AFTER_VERB,
    Tag.PAST: _AFTER_VERB,
    Tag.GERUND: _AFTER_VERB,
}
_FIRST: _Fits = (1.5, 1.5, 1.0, 0.2, 0.2, 0.2, 0.2)
_OPENS_OBJECT: _Fits = (0.7, 0.5, 1.0, 4.0, 4.0, 4.0, 4.0)
_ENDS_PHRASE: _Fits = (1.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
_BEFORE_NOUN: _Fits = (1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0)
_BEFORE_FINITE: _Fits = (2.0, 0.4, 1.5, 0.1, 0.1, 0.4, 0.5)
# Factors by the tag after, in the same order.
_AFTER: Mapping[Tag, _Fits] = {
    Tag.DETERMINER: _OPENS_OBJECT,
    Tag.OWNER: _OPENS_OBJECT,
    Tag.NAME: _OPENS_OBJECT,
    Tag.NUMBER: _OPENS_OBJECT,
    Tag.PRONOUN: _OPENS_OBJECT,
    Tag.PREPOSITION: _ENDS_PHRASE,
    Tag.MARK: _ENDS_PHRASE,
    Tag.BE: _BEFORE_FINITE,
    Tag.MODAL: _BEFORE_FINITE,
    Tag.HAVE: _BEFORE_FINITE,
    Tag.DO: _BEFORE_FINITE,
    Tag.NEGATION: _ENDS_PHRASE,
    Tag.NOUN: _BEFORE_NOUN,
    Tag.ADJECTIVE: _BEFORE_NOUN,
    Tag.VERB: _BEFORE_FINITE,
    Tag.PAST: _BEFORE_FINITE,
}
_HELPING = {Tag.BE, Tag.HAVE, Tag.MODAL, Tag.TO, Tag.DO}
_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_PHRASE_OPENERS = {Tag.DETERMINER, Tag.OWNER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER}
_NO_NOUN_FOLLOWS = {Tag.PREPOSITION, Tag.MARK, Tag.BE, Tag.MODAL, Tag.HAVE, Tag.DO, Tag.NEGATION, Tag.VERB, Tag.TO,
                    Tag.RELATIVE, Tag.DETERMINER}  # fmt: skip
_CLAUSE_ENDS = {Tag.RELATIVE, Tag.SUBORDINATOR, Tag.CONJUNCTION, Tag.MARK}


def fit(reading: Reading, words: Sequence[Word], i: int, *, settled: bool, has_noun: bool) -> float:
    """Return how well a reading fits between the neighbours, as a factor; `settled` says that all words have tags."""
    use = reading.use
    before = words[i - 1] if i else None
    tag = _tag_before(words, i)
    after = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    factor = _BEFORE.get(tag, _EVEN)[use] if before is not None else _FIRST[use]
    if before is not None and use in (Use.BASE, Use.THIRD) and not _agrees(before, tag, use):
        factor *= 0.08 if tag is Tag.NOUN else 0.02
    factor *= _AFTER.get(after, _EVEN)[use] if settled or after not in {Tag.VERB, Tag.PAST} else 1.0
    if use is Use.ADJECTIVE and has_noun and tag in _PHRASE_OPENERS and after in _NO_NOUN_FOLLOWS:
        factor *= 0.01
    if settled and use in (Use.BASE, Use.THIRD, Use.PAST) and tag not in _HELPING:
        factor *= _need_of_verb(words, i, use)
    return factor


def _tag_before(words: Sequence[Word], i: int) -> Tag:
    """Return the tag of the word before, behind adverbs the auxiliary's."""
    if i == 0:
        return Tag.MARK
    tag = words[i - 1].tag
    if i > 1 and tag is Tag.ADVERB and words[i - 2].tag in _HELPING:
        return words[i - 2].tag
    return words[i - 2].tag if i > 1 and tag is Tag.NEGATION else tag


def _agrees(before: Word, tag: Tag, use: Use) -> bool:
    """Say whether the word before can be the subject of this form: "tests show", "test shows"."""
    if tag is Tag.NAME:
        return use is Use.THIRD or before.lower.endswith("s")
    if tag is not Tag.NOUN:
        return True
    plural = before.lower.endswith("s") and before.lower != before.lemma
    return plural is (use is Use.BASE) or before.lower.endswith(("men", "people", "police"))


def _is_followed_by_auxiliary(words: Sequence[Word], i: int) -> bool:
    """Say whether the same clause goes on to "is", "has" or "will": "The dock strike in Torvik is over"."""
    for word in words[i + 1 :]:
        if word.tag in _CLAUSE_ENDS or word.tag in {Tag.VERB, Tag.PAST, Tag.PRONOUN}:
            return False
        if word.tag in {Tag.BE, Tag.HAVE, Tag.MODAL, Tag.DO}:
            return True
    return False


def _need_of_verb(words: Sequence[Word], i: int, use: Use) -> float:
    """Return a factor for verbs: low in a clause that has its verb, high in a sentence that has none."""
    start = i
    while start > 0 and words[start - 1].tag not in _CLAUSE_ENDS:
        start -= 1
        if words[start].tag in _FINITE:
            return 0.4 if use is Use.PAST else 0.15
    if use is not Use.PAST and _is_followed_by_auxiliary(words, i):
        return 0.2
    if any(word.tag in _FINITE for word in words if word.index != i):
        return 1.0
    after = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    return 30.0 if _AFTER.get(after) is _OPENS_OBJECT else 6.0
