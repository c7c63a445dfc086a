"""What colours a verb from outside its group: "denied having copied", "a plan to sign", "ordered the firm to pay"."""

from collections.abc import Sequence
from itertools import pairwise

from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.tags import Tag, Word

_HEDGING_NOUNS = frozenset(
    "plan decision proposal promise refusal attempt bid intention effort offer agreement threat failure pledge ability "
    "right chance permission request order".split()
)


def take_over_leading(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Let the verb before, or the noun between, colour the verb that follows."""
    for before, predicate in pairwise(predicates):
        _take_over(words, phrases, before, predicate)


def _take_over(words: Sequence[Word], phrases: list[Phrase], before: Predicate, predicate: Predicate) -> None:
    opener = words[predicate.start - 1]
    if opener.tag is Tag.CONJUNCTION and words[predicate.start].tag is Tag.VERB and before.leading:
        predicate.leading = before.leading
        return
    if predicate.finite:
        return
    gap = words[before.end : predicate.start]
    if all(word.tag in {Tag.ADVERB, Tag.TO, Tag.NEGATION} or word.lower in {"of", "from"} for word in gap):
        to = ("to",) if any(word.tag is Tag.TO for word in gap) else ()
        predicate.leading = (*before.leading, before.lemma, *to, *predicate.leading)
        predicate.negations = (*before.negations, *predicate.negations)
    elif opener.tag is Tag.TO and predicate.subject is not None and predicate.subject is before.object:
        predicate.leading = (*before.leading, before.lemma, "to", *predicate.leading)
        predicate.negations = (*before.negations, *predicate.negations)
    else:
        _take_over_from_noun(words, phrases, before, predicate)


def _take_over_from_noun(words: Sequence[Word], phrases: list[Phrase], before: Predicate, predicate: Predicate) -> None:
    opener = words[predicate.start - 1]
    noun = next((p for p in phrases if p.end in {predicate.start, predicate.start - 1} and p.start >= before.end), None)
    if noun is not None and words[noun.head].lemma in _HEDGING_NOUNS:
        predicate.leading = (words[noun.head].lemma, *predicate.leading)
    elif opener.tag is Tag.TO and not _is_singled_out(words, noun):
        predicate.leading = ("to", *predicate.leading)
    elif opener.lower in {"of", "for", "from"}:
        predicate.leading = (before.lemma, *predicate.leading)


def _is_singled_out(words: Sequence[Word], phrase: Phrase | None) -> bool:
    """Say whether "to" goes on from "the first", "the only", "the youngest": what follows has happened."""
    if phrase is None:
        return False
    return any(words[i].lower in {"first", "last", "only", "second", "third"} or words[i].lower.endswith("est")
               for i in range(phrase.start, phrase.end))  # fmt: skip
