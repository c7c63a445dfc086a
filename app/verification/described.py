"""What an adjective or noun is said of: heavy lorries, a late teacher, the profit of a firm."""

from collections.abc import Iterator

from app.text.names import same_name
from app.text.syntax import Phrase
from app.text.tagging import Tag, Word
from app.verification.matching import Matcher
from app.verification.readings import Prepared
from app.verification.words import Likeness, Thesaurus


def describe_one(mine: Word, other: Word, matcher: Matcher, thesaurus: Thesaurus) -> bool:
    """Say whether a claim's word and its opposite in the statement are said of one thing, so that both cannot be true.

    "Heavy lorries are banned" and "lighter cars may pass" do not exclude each other.
    """
    left, right = _around(mine, matcher.claim), _around(other, matcher.statement)
    nouns = [(a.lemma, b.lemma) for a in left for b in right if a.tag is b.tag is Tag.NOUN]
    if any(thesaurus.relation(*pair).likeness is Likeness.SAME for pair in nouns):
        return True
    return any(same_name(a, b) > 0 for a in _names(left, matcher.claim) for b in _names(right, matcher.statement))


def _around(word: Word, prepared: Prepared) -> list[Word]:
    """Return the words beside which it stands: its phrase's noun, what hangs on that, and the subject it is said of."""
    words = prepared.sentence.words
    phrases = list(_phrases(word, prepared))
    return [words[i] for p in phrases for i in range(p.start, p.end)
            if i != word.index and words[i].tag in {Tag.NOUN, Tag.NAME}]  # fmt: skip


def _phrases(word: Word, prepared: Prepared) -> Iterator[Phrase]:
    own = prepared.sentence.phrase_at(word.index)
    if own is not None:
        yield from (own, *own.details, *([own.owner] if own.owner is not None else []))
    for predicate in prepared.sentence.structure.predicates:
        after = predicate.end <= word.index <= predicate.end + 1
        if (after or own in (predicate.object, predicate.complement)) and predicate.subject is not None:
            yield from (predicate.subject, *predicate.subject.details)
            if predicate.subject.owner is not None:
                yield predicate.subject.owner


def _names(words: list[Word], prepared: Prepared) -> list[tuple[str, ...]]:
    indexes = {w.index for w in words}
    return [name.key for name in prepared.sentence.names if indexes & set(range(*name.words))]
