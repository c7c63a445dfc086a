"""Parts of speech: what each word of a sentence does, from its form, its neighbours and the word list."""

from collections.abc import Collection, Sequence
from functools import lru_cache, partial

from app.text.capitals import NameSpotter, is_code, join_name_links, join_name_numbers
from app.text.fitting import Reading, Use, fit
from app.text.lexicon import Lexicon
from app.text.short_offices import SHORT_OFFICES
from app.text.tags import CLOSED, Tag, Word
from app.text.tokens import Token

__all__ = ["Tag", "Tagger", "Word", "is_code"]

_COMPARING = frozenset(
    "least most about around over under nearly almost some up more less fewer than roughly exactly just only".split()
)
_AS_MANY = frozenset("many much few little".split())
_CURRENCIES = frozenset("$€£¥₹")
_PERSON = 18  # WordNet's lexicographer file of nouns for people
_NOUN_SUFFIXES = ("tion", "sion", "ment", "ness", "ity", "ship", "ism", "ist", "ance", "ence", "age", "ery", "hood")
_ADJECTIVE_SUFFIXES = ("ous", "ful", "less", "able", "ible", "ical", "ish", "ive", "ary", "al", "ic")
_UNCHANGED_PASTS = frozenset(
    "cut put set hit let shut hurt cost split spread beat quit bid cast shed rid burst".split()
)
_BARE_PARTICIPLES = frozenset("run come become overcome overrun".split())  # "is run by", "has become"
_SHORTENED = frozenset("it he she that there what who here".split())  # "it's": "it is"
_OPEN_USES = (("n", Use.NOUN, Tag.NOUN), ("a", Use.ADJECTIVE, Tag.ADJECTIVE), ("r", Use.ADVERB, Tag.ADVERB))

Intervals = Sequence[tuple[int, int]]


class Tagger:
    """Tags sentences with the help of a word list."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readings = lru_cache(maxsize=50_000)(self._find_readings)

    def tag(
        self,
        tokens: Sequence[Token],
        *,
        numbers: Intervals = (),
        dates: Intervals = (),
        names: Collection[str] = (),
    ) -> list[Word]:
        """Return the words of a text in order; those inside `numbers` and `dates` (code points) keep those tags.

        `names` are lower-case words known from elsewhere to be parts of names.
        """
        spotter = NameSpotter(tokens, self._lexicon, names)
        first_tag = partial(self._first_tag, tokens, _comparing(tokens, numbers), spotter)
        words = [
            Word(token, i, _figure_tag(token, numbers, dates) or first_tag(i), token.lower)
            for i, token in enumerate(tokens)
        ]
        join_name_links(words, self._lexicon)
        join_name_numbers(words)
        self._choose_all(words)
        for i, word in enumerate(words):
            self._mend(words, i, word)
        return words

    def _first_tag(self, tokens: Sequence[Token], comparing: Collection[int], spotter: NameSpotter, i: int) -> Tag:
        token = tokens[i]
        before, after = _lower(tokens, i - 1), _lower(tokens, i + 1)
        if i in comparing or (token.lower == "longer" and before == "no"):
            return Tag.ADVERB
        if (token.lower == "no" and after == "longer") or (token.lower == "yet" and after == "to"):
            return Tag.NEGATION
        if not token.is_word:
            return Tag.CONJUNCTION if token.text == "&" else Tag.MARK
        if token.lower in {"'s", "'"}:
            return Tag.BE if before in _SHORTENED else Tag.POSSESSIVE
        if token.text[0].isdigit() and not is_code(token.text):
            return Tag.NUMBER
        if spotter.is_name(i) and token.lower not in SHORT_OFFICES:
            return Tag.NAME
        return CLOSED.get(token.lower, Tag.NOUN)

    def _choose_all(self, words: Sequence[Word]) -> None:
        """Choose readings left to right, then once more for words that what follows may show in another light."""
        doubtful = []
        for i, word in enumerate(words):
            if word.tag is Tag.NOUN:
                readings = self._readings(word.lower)
                self._choose(words, i, readings, settled=False)
                if len(readings) > 1:
                    doubtful.append((i, readings))
        for i, readings in doubtful:
            self._choose(words, i, readings, settled=True)

    def _choose(self, words: Sequence[Word], i: int, readings: Sequence[Reading], *, settled: bool) -> None:
        best = readings[0]
        if len(readings) > 1:
            has_noun = any(reading.use is Use.NOUN for reading in readings)
            titled = not settled and i + 1 < len(words) and words[i + 1].tag is Tag.NAME
            best = max(
                readings,
                key=lambda reading: (
                    reading.weight
                    * fit(reading, words, i, settled=settled, has_noun=has_noun)
                    * (20 if titled and reading.use is Use.NOUN and self._lexicon.kind(reading.lemma) == _PERSON else 1)
                ),
            )
        words[i].tag, words[i].lemma = best.tag, best.lemma

    def _find_readings(self, lower: str) -> tuple[Reading, ...]:
        """Return what a word of the open classes can be."""
        if lower in SHORT_OFFICES:
            return (Reading(Use.NOUN, Tag.NOUN, SHORT_OFFICES[lower].head, 1.0, False),)
        last = lower.rsplit("-", 1)[-1] or lower
        stem = lower[: -len(last)] if last != lower else ""
        found = []
        for pos, use, tag in _OPEN_USES:
            lemma = self._lexicon.lemma(last, pos)
            if lemma is not None:
                found.append(Reading(use, tag, stem + lemma, self._lexicon.uses(lemma, pos) + 0.5, last != lemma))
        found += self._verb_readings(last)
        return tuple(found) or (_guess(lower),)

    def _verb_readings(self, word: str) -> list[Reading]:
        lemma = self._lexicon.lemma(word, "v")
        if lemma is None:
            return []
        weight = self._lexicon.uses(lemma, "v") + 0.5
        if word == lemma:
            base = Reading(Use.BASE, Tag.VERB, lemma, weight)
            if word in _BARE_PARTICIPLES:
                return [base, Reading(Use.PAST, Tag.PAST, lemma, 0.05 * weight)]
            return [base, Reading(Use.PAST, Tag.PAST, lemma, 2 * weight)] if word in _UNCHANGED_PASTS else [base]
        if word.endswith("ing"):
            return [Reading(Use.GERUND, Tag.GERUND, lemma, weight)]
        if word.endswith("s"):
            return [Reading(Use.THIRD, Tag.VERB, lemma, weight)]
        past = Reading(Use.PAST, Tag.PAST, lemma, weight)
        if self._lexicon.knows(word, "v"):  # "found", "rent"
            return [past, Reading(Use.BASE, Tag.VERB, word, self._lexicon.uses(word, "v") + 0.5)]
        return [past]

    def _mend(self, words: Sequence[Word], i: int, word: Word) -> None:
        """Repair tags that only later neighbours show to be wrong."""
        after = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
        before = words[i - 1].tag if i else Tag.MARK
        if word.tag is Tag.TO and after not in {Tag.VERB, Tag.BE, Tag.HAVE, Tag.DO, Tag.ADVERB}:
            word.tag = Tag.PREPOSITION
        elif word.lower == "that" and after in {Tag.NOUN, Tag.ADJECTIVE} and before in {Tag.PREPOSITION, Tag.MARK}:
            word.tag = Tag.DETERMINER
        elif word.lower == "because" and i + 1 < len(words) and words[i + 1].lower == "of":
            word.tag = Tag.PREPOSITION
        elif word.lower == "like" and before is Tag.MODAL:
            word.tag = Tag.VERB
        elif word.lower == "her" and after not in _OWNED:
            word.tag = Tag.PRONOUN
        elif (
            word.lower == "run"
            and word.tag is Tag.VERB
            and before is Tag.NOUN
            and words[i + 1 : i + 2]
            and (words[i + 1].lower == "by")
        ):
            word.tag = Tag.PAST
        elif word.lower in {"lost", "been"} and word.tag is Tag.ADJECTIVE:
            word.tag, word.lemma = Tag.PAST, self._lexicon.lemma(word.lower, "v") or word.lower


_OWNED = {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.NUMBER, Tag.PAST, Tag.GERUND, Tag.ADVERB, Tag.DATE, Tag.MARK}


def _lower(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _figure_tag(token: Token, numbers: Intervals, dates: Intervals) -> Tag | None:
    if any(start <= token.start < end for start, end in dates):
        return Tag.DATE
    return Tag.NUMBER if any(start <= token.start < end for start, end in numbers) else None


def _comparing(tokens: Sequence[Token], numbers: Intervals) -> set[int]:
    """Return the places of words that go before a number and belong to it: "up to 40", "as many as $40"."""
    found: set[int] = set()
    starts = {start for start, _ in numbers}
    for j, token in enumerate(tokens):
        if token.start in starts:
            found.update(_comparers_before(tokens, j))
    return found


def _comparers_before(tokens: Sequence[Token], j: int) -> list[int]:
    found: list[int] = []
    i = j - 1
    while i >= 0:
        lower = tokens[i].lower
        if lower in _COMPARING or (lower == "at" and _lower(tokens, i + 1) in {"least", "most"}):
            found.append(i)
        elif lower == "to" and _lower(tokens, i - 1) == "up":
            found += [i - 1, i]
            i -= 1
        elif lower == "as" and _lower(tokens, i - 1) in _AS_MANY and _lower(tokens, i - 2) == "as":
            found += [i - 2, i - 1, i]
            i -= 2
        elif lower not in _CURRENCIES:
            break
        i -= 1
    return found


def _guess(lower: str) -> Reading:
    """Guess what a word is that is not listed, by its ending."""
    if lower.endswith("ly"):
        return Reading(Use.ADVERB, Tag.ADVERB, lower, 1.0)
    if lower.endswith(_NOUN_SUFFIXES):
        return Reading(Use.NOUN, Tag.NOUN, lower, 1.0)
    if lower.endswith("ing") and len(lower) > 5:
        return Reading(Use.GERUND, Tag.GERUND, lower[:-3], 1.0)
    if lower.endswith("ed") and len(lower) > 4:
        return Reading(Use.PAST, Tag.PAST, lower[:-2], 1.0)
    if lower.endswith(_ADJECTIVE_SUFFIXES):
        return Reading(Use.ADJECTIVE, Tag.ADJECTIVE, lower, 1.0)
    return Reading(Use.NOUN, Tag.NOUN, lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower, 1.0)
