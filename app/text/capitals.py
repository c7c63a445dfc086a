"""Which words of a text are names: what capitals, digits, place and the word list say."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from app.text.lexicon import Lexicon
from app.text.tags import CLOSED, Tag, Word
from app.text.tokens import Token

_COUNTABLE = frozenset({5, 6, 8, 14, 15, 17, 18, 20})
"""WordNet's files of nouns for animals, artefacts, body parts, groups, places, objects, people and plants."""
_PERSON = 18  # WordNet's lexicographer file of nouns for people
_NAMED_KINDS = frozenset({4, 6, 10, 11, 14, 15, 17, 26})
"""Files of acts, artefacts, communications, events, groups, places, natural objects and states."""
_LINKS = frozenset("& of for de la le van von der den del di da al el du dos y".split())
_BODIES = frozenset(
    "institute centre center department society campaign council office ministry foundation association agency fund "
    "organisation organization school committee court union prize award campaign party movement alliance".split()
)
_FINAL = frozenset(".!?:")
_QUOTES = frozenset("\"'“”‘’«»")
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_COMMON_ABBREVIATIONS = frozenset("gdp gnp vat ipo r&d hr gpu cpu tpu llm api".split())
"""Abbreviations of measures and things, which are words and not names."""
_NEVER_NAMES = frozenset("the a an this i it he she in on at by for".split())


def is_capitalised(text: str) -> bool:
    """Say whether the word starts with a capital letter."""
    return text[:1].isupper() or text[:1].istitle()


def is_code(text: str) -> bool:
    """Say whether the word mixes letters and digits as model names do: 8x22B, GPT-4o, F-16."""
    if text.isalpha() or text.isdigit():
        return False
    head = text[0]
    return (
        any(c.isdigit() for c in text)
        and any(c.isalpha() for c in text)
        and (
            not head.isdigit()
            or ("x" in text and text[-1].isupper())
            or ("-" in text and text.split("-")[-1].isupper())
        )
    )


class NameSpotter:
    """Tells which tokens of one text are parts of names; `names` are lower-case words known to be such."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, names: Collection[str]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._names = names
        words = [t.text for t in tokens if t.is_word and t.text[0].isalpha() and len(t.text) > 3]
        self._titled = len(words) > 4 and sum(map(is_capitalised, words)) > 0.9 * len(words)
        self._shouted = len(words) > 3 and all(map(str.isupper, words))

    def is_name(self, i: int) -> bool:
        """Say whether the token is part of a name."""
        token = self._tokens[i]
        text = token.text
        if not text[0].isalpha() or not is_capitalised(text):
            return is_code(text) or any(c.isupper() for c in text[1:])  # xAI, iPhone
        if token.lower in _MONTHS_AND_DAYS:
            return False
        if text.isupper() and len(text) > 1:
            return self._is_shouted_name(token)
        if is_code(text):
            return True
        if self._lexicon.place_of(token.lower):
            return self._next_is_capitalised(i) and not self._is_initial(i)
        if token.lower in CLOSED:
            return token.lower not in _NEVER_NAMES and not self._titled and not self._is_initial(i)
        if not self._titled and not self._is_initial(i):
            return True
        return token.lower in self._names or self._initial_is_name(i)

    def _is_shouted_name(self, token: Token) -> bool:
        if token.lower in _COMMON_ABBREVIATIONS:
            return False
        if self._shouted:
            return token.lower not in CLOSED and (token.lower in self._names or self._use(token.lower) < 0)
        return not (self._titled and token.lower in CLOSED)

    def _is_initial(self, i: int) -> bool:
        """Say whether the token starts a sentence, as far as marks show."""
        while i > 0 and self._tokens[i - 1].text in _QUOTES:
            i -= 1
        return i == 0 or self._tokens[i - 1].text in _FINAL

    def _use(self, lower: str) -> int:
        """Return how often the word is used in its commonest part of speech, -1 if it is not listed."""
        lexicon = self._lexicon
        return max((lexicon.uses(lemma, pos) for pos in "nvar" if (lemma := lexicon.lemma(lower, pos))), default=-1)

    def _initial_is_name(self, i: int) -> bool:
        """Decide for a word whose capital says nothing, because it starts the sentence."""
        lower = self._tokens[i].lower
        lexicon = self._lexicon
        known = self._use(lower)
        if known < 0:
            return not lower.endswith("ly")
        following = self._tokens[i + 1].text if i + 1 < len(self._tokens) else ""
        if following[:1].isdigit() and not lexicon.lemma(lower, "r") and not lower.endswith(("s", "ing", "ed")):
            return True
        if following.lower() in {"'s", "’s"} and known == 0:
            return True
        if self._next_is_capitalised(i):
            other = lexicon.lemma(self._tokens[i + 1].lower, "n")
            if other is not None and known and lexicon.kind(other) != _PERSON and not lexicon.place_of(other):
                return True  # "Open Palm": common words only a name would capitalise
            return not lexicon.uses(lower, "a") and lexicon.kind(lower) != _PERSON
        return self._is_bare_countable(i)

    def _is_bare_countable(self, i: int) -> bool:
        """Say whether a singular noun for a thing stands alone before a verb, as only a name may: "Oracle is"."""
        lower = self._tokens[i].lower
        lexicon = self._lexicon
        noun = lexicon.lemma(lower, "n")
        adjective, verb = lexicon.lemma(lower, "a"), lexicon.lemma(lower, "v")
        bare = (adjective is None) != (verb is None) and not lexicon.lemma(lower, "r")
        if i + 1 == len(self._tokens) or (
            not bare if noun is None else noun != lower or lexicon.kind(lower) not in _COUNTABLE
        ):
            return False
        following = self._tokens[i + 1].lower
        if following in {"are", "were", "have"}:
            return False
        verb = lexicon.lemma(following, "v")
        finite = verb is not None and verb != following and not following.endswith("ing")
        noun = lexicon.lemma(following, "n")
        plural = noun is not None and noun != following
        return (finite and not plural) or following in {"'s", ",", "has", "is", "was", "had", "will", "and", "says"}

    def _next_is_capitalised(self, i: int) -> bool:
        following = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        return following is not None and is_capitalised(following.text) and following.lower not in _MONTHS_AND_DAYS


def join_name_links(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Read small words inside names as parts of them: "Bank of Selden", "San Telmo del Mar"."""
    for i, word in enumerate(words):
        if i and word.lower in _LINKS and word.tag is not Tag.NAME and words[i - 1].tag is Tag.NAME:
            end = i + 2 if i + 2 < len(words) and words[i + 1].lower in {"the", "la", "los", "las"} else i + 1
            if end < len(words) and words[end].tag is Tag.NAME and _links(words, i, lexicon):
                for link in words[i:end]:
                    link.tag = Tag.NAME


def _links(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Say whether the word ties names into one: "University of Torvik", but not "Lena Marsk of Torvik"."""
    before = words[i - 1].lower
    if words[i].lower == "for":
        return before in _BODIES
    if words[i].lower != "of":
        return True
    noun = lexicon.lemma(before, "n")
    alone = i < 2 or words[i - 2].tag is not Tag.NAME
    return noun is not None and lexicon.kind(noun) in (_NAMED_KINDS | {_PERSON} if alone else _NAMED_KINDS)


def join_name_numbers(words: Sequence[Word]) -> None:
    """Read a short bare number after a name as part of it: Pelican 2, Llama 3.1."""
    for before, word in pairwise(words):
        if before.tag is not Tag.NAME or word.tag is not Tag.NUMBER or len(word.token.text) > 4:
            continue
        after = words[word.index + 1] if word.index + 1 < len(words) else None
        counted = after is not None and after.tag in {Tag.NOUN, Tag.NUMBER} and after.token.is_word
        year = len(word.token.text) == 4 and word.token.text.isdigit() and word.token.text[:2] in {"19", "20"}
        plain = word.token.text.replace(".", "").rstrip("Bb").isdigit()
        score = after is not None and after.token.text[:1] in {"-", "–", ":"}
        measured = after is not None and (after.tag is Tag.NUMBER or after.token.text in {"%", "percent"})
        if (
            not year
            and plain
            and word.token.is_word
            and not score
            and not measured
            and not (counted and before.index == 0 and word.token.text[-1].isdigit())
        ):
            word.tag = Tag.NAME
