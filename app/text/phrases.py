"""Noun phrases: where they begin and end, what governs them, and how they hang together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.text.tags import Tag, Word

_INSIDE = {Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.DATE}
_HEADS = {Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.DATE, Tag.PRONOUN}
_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_CLAUSE_ENDS = {Tag.MARK, Tag.CONJUNCTION, Tag.RELATIVE, Tag.SUBORDINATOR}
_QUANTIFIERS = frozenset("all some most many none both each several few one much any neither either half".split())
_CURRENCIES = frozenset("$€£¥₹")
_QUOTES = frozenset("\"“”‘’'«»")
_COMPOUND = frozenset(
    {("according", "to"), ("because", "of"), ("instead", "of"), ("ahead", "of"), ("along", "with"), ("out", "of"),
     ("rather", "than"), ("together", "with"), ("as", "of")}
)  # fmt: skip
_ALL_OF = frozenset("all every everyone everybody only many most much just even".split())


@dataclass(slots=True)
class Phrase:
    """A noun phrase: words `start` to `end` (exclusive), its head word, and the preposition before it, if any.

    `owner` is the possessor ("Mistral's model"), `appositions` are other descriptions of the same thing, `details` are
    the phrases that "of" hangs on it, `joined` its fellows in a list. A `contrasted` phrase is the one that it is not:
    "an update, not an attack". Instead of a preposition, "=" marks an apposition and "&" a fellow in a list.
    """

    start: int
    end: int
    head: int
    preposition: str | None = None
    owner: "Phrase | None" = None
    appositions: list["Phrase"] = field(default_factory=list)
    details: list["Phrase"] = field(default_factory=list)
    joined: list["Phrase"] = field(default_factory=list)
    contrasted: bool = False


def find_phrases(words: Sequence[Word]) -> list[Phrase]:
    """Return the noun phrases in order, tied to one another."""
    phrases = list(_phrases(words))
    for phrase in phrases:
        phrase.contrasted = _is_contrasted(words, phrase.start)
    for i, (before, phrase) in enumerate(pairwise(phrases)):
        _tie(words, phrases, i, before, phrase)
    _tie_lists(words, phrases)
    return phrases


def host_of(phrases: Sequence[Phrase], phrase: Phrase) -> Phrase:
    """Return the phrase that "of" hangs this one on, at the top: "none" of "none of the samples"."""
    above = next((p for p in phrases if any(d is phrase for d in p.details)), None)
    return host_of(phrases, above) if above is not None else phrase


def _phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    i = 0
    while i < len(words):
        end = _phrase_end(words, i)
        head = _head(words, i, end) if end > i else None
        if head is None:
            i += 1
            continue
        yield Phrase(i, end, head, _preposition(words, i))
        i = end


def _phrase_end(words: Sequence[Word], start: int) -> int:
    if words[start].tag is Tag.PRONOUN:
        return start + 1
    i = start
    while i < len(words) and _continues(words, start, i):
        i += 1
    return i


def _continues(words: Sequence[Word], start: int, i: int) -> bool:
    tag = words[i].tag
    before = words[i - 1] if i > start else None
    if before is not None and tag in {Tag.DETERMINER, Tag.OWNER}:
        return before.lower in {"all", "both", "half", "such"}
    if before is not None and (tag is Tag.DATE) != (before.tag is Tag.DATE):
        return _dates_a_noun(words, start, i)
    if tag in _INSIDE:
        return True
    following = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    if tag in {Tag.PAST, Tag.GERUND}:
        return is_modifier(words, i)
    if tag is Tag.ADVERB:  # "almost two minutes", "the most costly", but not "adults under 65"
        opened = before is not None and before.tag in {Tag.DETERMINER, Tag.OWNER}
        described = following in {Tag.PAST, Tag.GERUND} and is_modifier(words, i + 1)
        if opened and (following is Tag.NOUN or described):  # "the only son", "a wholly owned subsidiary"
            return True
        ends = before is not None and before.tag in {Tag.NOUN, Tag.NAME}
        return not ends and words[i].lower not in {"ago", "later"} and _leads_into_number(words, i)
    if tag is Tag.MARK and words[i].lower == "-" and before is not None and before.tag is Tag.NUMBER:  # "a 54-year-old"
        return following in {Tag.NOUN, Tag.ADJECTIVE} and words[i].start == before.end
    if tag is Tag.MARK and words[i].lower in _CURRENCIES and following is Tag.NUMBER:
        return before is None or before.tag in {Tag.DETERMINER, Tag.OWNER, Tag.ADVERB, Tag.ADJECTIVE}
    return False


def _leads_into_number(words: Sequence[Word], i: int) -> bool:
    """Say whether a number or an adjective follows the adverbs from here on: "more than 40"."""
    while i < len(words) and (words[i].tag is Tag.ADVERB or words[i].lower in _CURRENCIES):
        i += 1
    return i < len(words) and words[i].tag in {Tag.NUMBER, Tag.ADJECTIVE}


def is_modifier(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle stands inside a noun phrase: "the forged drawings", "selling forged drawings"."""
    tag = words[i].tag
    if tag not in {Tag.PAST, Tag.GERUND} or i + 1 >= len(words):
        return False
    before, following = _before_adverbs(words, i), words[i + 1].tag
    if before in {Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE, Tag.POSSESSIVE}:
        return following in {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.CONJUNCTION}
    if before is Tag.NUMBER:
        return following in {Tag.NOUN, Tag.ADJECTIVE}
    return tag is Tag.PAST and before in {Tag.GERUND, Tag.PREPOSITION, Tag.VERB} and following is Tag.NOUN


def _before_adverbs(words: Sequence[Word], i: int) -> Tag:
    """Return what stands before a word and its adverbs: the article in "a wholly owned subsidiary"."""
    while i and words[i - 1].tag is Tag.ADVERB:
        i -= 1
    return words[i - 1].tag if i else Tag.MARK


def _dates_a_noun(words: Sequence[Word], start: int, i: int) -> bool:
    """Say whether a phrase goes on into or out of a date: "the 2021 sample", but not "In 2024 Kestrel"."""
    owned = start > 0 and words[start - 1].tag is Tag.POSSESSIVE
    determined = owned or words[start].tag in {Tag.DETERMINER, Tag.OWNER}
    if words[i].tag is Tag.DATE:
        return determined and i == start + 1
    return determined and words[i].tag in {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME}


def _head(words: Sequence[Word], start: int, end: int) -> int | None:
    named = next((i for i in range(end - 1, start - 1, -1) if words[i].tag in {Tag.NOUN, Tag.NAME}), None)
    if named is not None:
        return named
    head = next((i for i in range(end - 1, start - 1, -1) if words[i].tag in _HEADS), None)
    if head is None and start < end < len(words) and words[end].lower == "of" and words[end - 1].lower in _QUANTIFIERS:
        return end - 1
    return head


def _preposition(words: Sequence[Word], start: int) -> str | None:
    if _limits_noun(words, start):
        return words[start].lower
    i = start - 1
    while i >= 0 and (words[i].tag is Tag.ADVERB or words[i].token.text in _QUOTES):
        i -= 1
    if i < 0 or words[i].tag is not Tag.PREPOSITION:
        return None
    if i and (words[i - 1].lower, words[i].lower) in _COMPOUND:
        return f"{words[i - 1].lower} {words[i].lower}"
    return "than" if i and words[i - 1].lower == "than" else words[i].lower


def _limits_noun(words: Sequence[Word], i: int) -> bool:
    """Say whether an adverb before a number works as a preposition: "adults under 65"."""
    return i > 0 and words[i].lower in {"under", "over", "above", "below"} and words[i - 1].tag in {Tag.NOUN, Tag.NAME}


def _tie(words: Sequence[Word], phrases: list[Phrase], i: int, before: Phrase, phrase: Phrase) -> None:
    """Tie a possessor, an apposition or an "of" phrase to its neighbour."""
    gap = words[before.end : phrase.start]
    if len(gap) == 1 and gap[0].tag is Tag.POSSESSIVE:
        phrase.owner, phrase.preposition = before, before.preposition
        for host in phrases[:i]:
            host.details = [phrase if detail is before else detail for detail in host.details]
    elif phrase.preposition == "of" and all(w.lower == "of" or _is_slight(w) for w in gap):
        before.details.append(phrase)
    elif not gap and _titles(words, before, phrase):
        _rename(before, phrase)
    elif len(gap) != 1 or phrase.preposition is not None:
        return
    elif gap[0].token.text in _QUOTES and words[phrase.head].tag is Tag.NAME:
        _rename(before, phrase)
    elif gap[0].lower in {",", "(", "—", "–"}:
        host = host_of(phrases[: i + 1], before)
        renamed = next((p for p in (before, host) if _renames(words, p, phrase, gap[0].lower)), None)
        if renamed is not None:
            _rename(renamed, phrase)


def _is_slight(word: Word) -> bool:
    return word.tag is Tag.ADVERB or word.token.text in _QUOTES


def _rename(phrase: Phrase, other: Phrase) -> None:
    phrase.appositions.append(other)
    other.preposition = "="


def _tie_lists(words: Sequence[Word], phrases: list[Phrase]) -> None:
    """Tie fellows from the right, so that each list hangs on its first: "A, B and C"."""
    for i in range(len(phrases) - 2, -1, -1):
        before, phrase = phrases[i], phrases[i + 1]
        gap = words[before.end : phrase.start]
        if phrase.preposition is not None or phrase.contrasted or phrase.owner is before:
            continue
        goes_on = bool(phrase.joined) and len(gap) == 1 and gap[0].lower == "," and _are_alike(words, before, phrase)
        if goes_on or _is_list(words, before, phrase, gap):
            before.joined = [phrase, *phrase.joined]
            phrase.joined = []
            for fellow in before.joined:
                fellow.preposition = before.preposition if before.preposition not in {None, "=", "&"} else "&"


def _titles(words: Sequence[Word], before: Phrase, phrase: Phrase) -> bool:
    """Say whether a title with its own article follows what it names: "the novel The Salt Ladder"."""
    capital = words[phrase.start].token.text[:1].isupper() and phrase.start > 0
    return capital and words[before.head].tag is Tag.NOUN and words[phrase.head].tag is Tag.NAME


def _is_contrasted(words: Sequence[Word], start: int) -> bool:
    before = [word.lower for word in words[max(0, start - 2) : start]]
    if before[-1:] == ["not"]:
        denies_verb = start > 1 and words[start - 2].tag in {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
        return start > 1 and not denies_verb and words[start].lower not in _ALL_OF
    return before in (["rather", "than"], ["instead", "of"])


def _is_list(words: Sequence[Word], phrase: Phrase, other: Phrase, gap: Sequence[Word]) -> bool:
    """Say whether two phrases are fellows: "Dahl and Marsk", but not the subject of a clause that "and" opens."""
    if not any(word.tag is Tag.CONJUNCTION for word in gap):
        return False
    if not all(word.tag in {Tag.CONJUNCTION, Tag.ADVERB} or word.lower == "," for word in gap):
        return False
    opens_clause = other.end < len(words) and (words[other.end].tag in _FINITE or _reaches_verb(words, other.end))
    verb = next((w.index for w in reversed(words[: phrase.start]) if w.tag in _FINITE), None)
    follows_verb = verb is not None and (verb == 0 or words[verb - 1].tag is not Tag.RELATIVE)
    return _are_alike(words, phrase, other) and not (opens_clause and follows_verb)


def _reaches_verb(words: Sequence[Word], start: int) -> bool:
    """Say whether a verb follows before any mark: "and four members of the party have said"."""
    for word in words[start:]:
        if word.tag in _CLAUSE_ENDS or word.tag in {Tag.PAST, Tag.GERUND, Tag.TO}:
            return False
        if word.tag in _FINITE:
            return True
    return False


def _are_alike(words: Sequence[Word], phrase: Phrase, other: Phrase) -> bool:
    return (words[phrase.head].tag is Tag.NAME) == (words[other.head].tag is Tag.NAME)


def _renames(words: Sequence[Word], phrase: Phrase, other: Phrase, opener: str) -> bool:
    """Say whether the second phrase describes the first anew: "Lena Marsk, the minister"; "its founder, Lena Marsk"."""
    following = words[other.end] if other.end < len(words) else None
    if following is not None and (following.tag is Tag.CONJUNCTION or (opener == "," and following.tag in _FINITE)):
        return False
    named = words[phrase.head].tag is Tag.NAME, words[other.head].tag is Tag.NAME
    if named == (True, False):
        return words[other.start].tag in {Tag.DETERMINER, Tag.OWNER} or _is_age(words, other)
    if named == (False, True):
        return words[phrase.head].tag is Tag.NOUN and (_is_definite(words, phrase) or other.end == len(words))
    return named == (False, False) and words[other.start].tag is Tag.DETERMINER and _closes_before_verb(words, other)


def _is_age(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether the phrase is a bare number between commas: "Mira Tolland, 34, is"."""
    return (
        phrase.end - phrase.start == 1
        and words[phrase.head].tag is Tag.NUMBER
        and (phrase.end < len(words) and words[phrase.end].lower in ",)")
    )


def _closes_before_verb(words: Sequence[Word], phrase: Phrase) -> bool:
    """Say whether a comma ends the aside and the sentence's verb follows: "The pilot, a Norwegian, survived"."""
    for i in range(phrase.end, min(phrase.end + 8, len(words) - 1)):
        if words[i].lower == ",":
            return words[i + 1].tag in _FINITE
        if words[i].tag in _FINITE or words[i].tag is Tag.RELATIVE:
            return False
    return False


def _is_definite(words: Sequence[Word], phrase: Phrase) -> bool:
    return words[phrase.start].tag in {Tag.DETERMINER, Tag.OWNER} or phrase.owner is not None
