"""Which noun a number counts: "500 billion parameters" counts parameters."""

from collections.abc import Sequence

from app.text.figure_tokens import Token, TokenisedText, listed
from app.text.quantity import Counted

_FARTHEST_HEAD = 4
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "fish": "fish",
    "sheep": "sheep",
    "cattle": "cattle",
    "staff": "staff",
    "personnel": "personnel",
    "police": "police",
    "troops": "troop",
    "criteria": "criterion",
    "lives": "life",
    "wives": "wife",
    "species": "species",
    "series": "series",
    "gpus": "gpu",
    "viruses": "virus",
    "buses": "bus",
    "campuses": "campus",
}
_CLOSED = listed(
    "the a an of in on at to for from by with as and or but nor so than then that which who whom whose this these "
    "those it its is was are were be been being has had have do does did will would can could may might must "
    "shall should not no he she they we you i his her their our my your him them us if when while where because "
    "since until before after during between among per each every all both into onto over under above below about "
    "around up down out off via against within without across plus versus vs yet also only just ever never always "
    "ago later earlier old tall long wide high deep away apart there here said says made makes became becomes "
    "took takes goes went gets got times time "
    "behind alongside yes onwards onward thus hence perhaps towards afterwards besides "
    "unless respectively overall worldwide globally now today including and/or more less fewer most least died "
    "dies lives left remains remained"
)
_DETERMINERS = listed("the its their his her these those our all my your")


def read_counted(written: TokenisedText, at: int, *, farthest: int = _FARTHEST_HEAD) -> Counted | None:
    """Read the noun that a number before token `at` counts: the first plural, at most `farthest` words away.

    Adjectives are stepped over: "849 confirmed cases" counts cases.
    """
    head = _head(written.tokens, _past_of(written.tokens, at), farthest)
    return _counted(written, head) if head is not None else None


def read_single(written: TokenisedText, at: int) -> Counted | None:
    """Read the noun of "one season" or "the first confirmed case": the last word of the noun phrase at token `at`."""
    tokens, end = written.tokens, at
    while end < at + _FARTHEST_HEAD and is_open(tokens[end]) and tokens[end].raw.islower():
        end += 1
    while end - 1 > at and tokens[end - 1].low.endswith(("ed", "ly")):
        end -= 1
    return _counted(written, end - 1) if end > at else None


def read_hyphened(written: TokenisedText, at: int) -> Counted | None:
    """Read the noun of "a 550-page novel" or "a 500-billion parameter model": the very next word."""
    return _counted(written, at) if is_open(written.tokens[at]) else None


def _counted(written: TokenisedText, head: int) -> Counted:
    return Counted(singular_of(written.tokens[head].low), written.span(head, head + 1))


def singular_of(word: str) -> str:
    """Give the singular of a lower-cased English noun, by its ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word


def is_plural(word: str) -> bool:
    """Tell whether a lower-cased word looks like a plural noun."""
    if word in _IRREGULAR:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _CLOSED


def is_open(token: Token) -> bool:
    """Tell whether a token is a word that may stand in a noun phrase."""
    return token.raw[:1].isalpha() and token.low not in _CLOSED


def _past_of(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].low == "of" and tokens[at + 1].low in _DETERMINERS:
        return at + 2
    return at


def _head(tokens: Sequence[Token], at: int, farthest: int) -> int | None:
    for index in range(at, min(at + farthest + 1, len(tokens))):
        if index > at and tokens[index].glued and (tokens[index].raw == "-" or tokens[index].is_numeral):
            continue  # the hyphen of "low-income", the 19 of "COVID-19"
        if not is_open(tokens[index]):
            return None
        if is_plural(tokens[index].low):
            return _last_plural(tokens, index)
    return None


def _last_plural(tokens: Sequence[Token], index: int) -> int:
    following = tokens[index + 1]
    return index + 1 if is_open(following) and following.low in _IRREGULAR else index
