"""How many of a kind are meant: all, most, some, only these, the first."""

from collections.abc import Sequence
from enum import Enum

from app.text.quantity import Quantity
from app.text.sentence import Sentence
from app.text.syntax import Phrase
from app.text.tagging import Tag
from app.verification.findings import Weight


class Scope(Enum):
    """How many of a kind."""

    ALL = "all"
    MOST = "most"
    SHARE = "a counted majority"
    PART = "part"  # a stated minority or an unstated share
    SOME = "some"
    ONLY_SOME = "only some"
    ONE = "one"
    NONE = "none"


_WORDS = {
    "everyone": Scope.ALL, "everybody": Scope.ALL, "everything": Scope.ALL, "nobody": Scope.NONE, "nothing": Scope.NONE,
    "all": Scope.ALL, "every": Scope.ALL, "each": Scope.ALL, "both": Scope.ALL, "whole": Scope.ALL, "entire": Scope.ALL,
    "most": Scope.MOST, "majority": Scope.MOST, "half": Scope.PART, "minority": Scope.PART,
    "some": Scope.SOME, "several": Scope.SOME, "many": Scope.SOME, "few": Scope.PART, "certain": Scope.SOME,
    "single": Scope.ONE, "no": Scope.NONE, "none": Scope.NONE, "neither": Scope.NONE,
}  # fmt: skip


def counts_kind(word: str) -> bool:
    """Say whether a head word only tells how many: "the whole of the law", "several of the cars"."""
    return word in _WORDS


def scope_of(phrase: Phrase, sentence: Sentence, counts: Sequence[Quantity]) -> Scope | None:
    """Return how many of its kind a phrase speaks of, None if it does not say; `counts` are the numbers in it."""
    if len(counts) == 2 and phrase.details and counts[1].low > 0:
        return _share(counts[0], counts[1])
    if (
        sentence.words[phrase.start].lower == "one"
        and phrase.end < len(sentence.words)
        and sentence.words[phrase.end].lower == "of"
    ):
        return Scope.ONE
    for i in range(phrase.start, phrase.end):
        word = sentence.words[i]
        if word.tag in {Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.ADVERB, Tag.PRONOUN} and word.lower in _WORDS:
            before = sentence.words[i - 1].lower if i else ""
            if word.lower == "some" and i + 1 < len(sentence.words) and sentence.words[i + 1].tag is Tag.NUMBER:
                continue  # "some 14,200 people"
            scope = _WORDS[word.lower]
            if before == "not" and scope is Scope.ALL:
                return Scope.ONLY_SOME
            if (
                word.lower == "most"
                and i + 1 < phrase.end
                and sentence.words[i + 1].tag is Tag.ADJECTIVE
                and before in {"the", "a"}
            ):
                return None  # "the most costly"
            return Scope.ONLY_SOME if before == "only" and scope in {Scope.SOME, Scope.PART} else scope
    return None


def _share(part: Quantity, whole: Quantity) -> Scope:
    if part.low >= whole.low:
        return Scope.ALL
    return Scope.SHARE if part.low * 2 > whole.low else Scope.PART


_TABLE: dict[tuple[Scope, Scope | None], Weight] = {
    (Scope.ALL, Scope.ALL): Weight.AGREES,
    (Scope.ALL, Scope.SHARE): Weight.DIFFERS,
    (Scope.MOST, Scope.SHARE): Weight.AGREES,
    (Scope.SOME, Scope.SHARE): Weight.AGREES,
    (Scope.SHARE, Scope.SHARE): Weight.AGREES,
    (Scope.SHARE, Scope.ALL): Weight.DIFFERS,
    (Scope.NONE, Scope.ALL): Weight.DIFFERS,
    (Scope.NONE, Scope.MOST): Weight.DIFFERS,
    (Scope.NONE, Scope.SHARE): Weight.DIFFERS,
    (Scope.NONE, Scope.PART): Weight.DIFFERS,
    (Scope.NONE, Scope.SOME): Weight.DIFFERS,
    (Scope.NONE, Scope.NONE): Weight.AGREES,
    (Scope.PART, Scope.ALL): Weight.DIFFERS,
    (Scope.ONLY_SOME, Scope.SHARE): Weight.AGREES,
    (Scope.ALL, Scope.PART): Weight.DIFFERS,
    (Scope.ALL, Scope.ONLY_SOME): Weight.DIFFERS,
    (Scope.ALL, Scope.NONE): Weight.DIFFERS,
    (Scope.MOST, Scope.ALL): Weight.AGREES,
    (Scope.MOST, Scope.MOST): Weight.AGREES,
    (Scope.MOST, Scope.PART): Weight.DIFFERS,
    (Scope.MOST, Scope.NONE): Weight.DIFFERS,
    (Scope.SOME, Scope.ALL): Weight.AGREES,
    (Scope.SOME, Scope.MOST): Weight.AGREES,
    (Scope.SOME, Scope.PART): Weight.AGREES,
    (Scope.SOME, Scope.SOME): Weight.AGREES,
    (Scope.SOME, None): Weight.AGREES,
    (Scope.SOME, Scope.NONE): Weight.DIFFERS,
    (Scope.PART, Scope.PART): Weight.AGREES,
    (Scope.PART, Scope.MOST): Weight.FALLS_SHORT,
    (Scope.ONE, Scope.ONE): Weight.AGREES,
    (Scope.ONLY_SOME, Scope.ALL): Weight.DIFFERS,
    (Scope.ONLY_SOME, Scope.PART): Weight.AGREES,
    (Scope.ONLY_SOME, Scope.MOST): Weight.AGREES,
    (Scope.ONLY_SOME, Scope.ONLY_SOME): Weight.AGREES,
}


def relate_scopes(claim: Scope, statement: Scope | None) -> Weight:
    """Return what the statement's scope makes of the claim's; what the table leaves out falls short."""
    return _TABLE.get((claim, statement), Weight.FALLS_SHORT)
