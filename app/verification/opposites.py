"""Words that oppose each other outside the verbs: larger and smaller, profit and loss, German and Austrian."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.tagging import Tag, Word
from app.verification.described import describe_one
from app.verification.findings import Finding, Weight
from app.verification.matching import Matcher
from app.verification.words import Likeness, Thesaurus

_DESCRIBING = {Tag.ADJECTIVE, Tag.NOUN, Tag.ADVERB}
_ONLY = frozenset("only just solely exclusively sole alone merely but except".split())
_OTHERS = frozenset("other others another else".split())
_ALL = frozenset(
    "all every each everyone everybody both whole entire always unanimously without none nobody no".split()
)
_STILL = frozenset("still yet continue continues remain remains remained stay stays stayed keep keeps".split())
_LIMITS = (
    (_ONLY, _ONLY),
    (_OTHERS, _OTHERS),
    (_ALL - {"no", "without", "none", "nobody"}, _ALL),
    (frozenset({"still"}), _STILL),
)
"""Words that set something apart or hold it to all, and the words that answer them."""
_RANKS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


def compare_opposed_words(matcher: Matcher, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding for each describing word of the claim that the statement has only the opposite of."""
    theirs = [w for w in matcher.statement.sentence.content if w.tag in _DESCRIBING]
    heads = {event.head for event in matcher.claim.events}
    told = {lemma for event in matcher.claim.events for lemma in event.lemmas}
    for word in matcher.claim.sentence.content:
        if word.tag not in _DESCRIBING or word.index in heads or word.lemma in told:
            continue
        other = _opposite(word, theirs, thesaurus) or _other_people(word, theirs, thesaurus)
        if other is not None:
            facet = Facet.PLACE if thesaurus.lexicon.place_of(word.lower) else Facet.POLARITY
            message = f'the claim has "{word.token.text}", the statement "{other.token.text}"'
            doubted = not describe_one(word, other, matcher, thesaurus)
            yield Finding(Weight.DIFFERS, facet, _span(word), _span(other), message, doubted=doubted)
    yield from _compare_ranks(matcher)
    yield from _compare_limits(matcher)


def _opposite(word: Word, others: list[Word], thesaurus: Thesaurus) -> Word | None:
    """Return the opposite of the word, unless the word itself or one like it is there as well."""
    relations = [(thesaurus.relation(word.lemma, other.lemma), other) for other in others]
    if any(relation.likeness is Likeness.SAME for relation, _ in relations):
        return None
    return next((other for relation, other in relations if relation.likeness is Likeness.OPPOSED), None)


def _other_people(word: Word, others: list[Word], thesaurus: Thesaurus) -> Word | None:
    """Return an adjective of another country where the statement has none of the claim's."""
    mine = thesaurus.lexicon.place_of(word.lower)
    if not mine:
        return None
    theirs = [(thesaurus.lexicon.place_of(o.lower), o) for o in others]
    known = [(places, other) for places, other in theirs if places]
    if not known or any(places & mine for places, _ in known):
        return None
    return known[0][1] if len(known) == 1 else None


def _compare_limits(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding where the claim sets something apart, by "only" or "others", and the statement does not."""
    theirs = {w.lower for w in matcher.statement.sentence.words} | {
        w.lower for s in matcher.statement.background for w in s.words
    }
    for word in matcher.claim.sentence.words:
        for limits, answers in _LIMITS:
            if word.lower in limits and not answers & theirs:
                message = f'"{word.token.text}" is not said'
                yield Finding(Weight.FALLS_SHORT, Facet.SCOPE, _span(word), None, message)


def _compare_ranks(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding where only one side puts a rank before the same superlative: "second largest"."""
    for word in matcher.claim.sentence.words:
        if not word.lower.endswith("est"):
            continue
        for other in matcher.statement.sentence.words:
            if other.lower == word.lower and _rank(other, matcher.statement.sentence.words) != _rank(
                word, matcher.claim.sentence.words
            ):
                message = f'the claim has "{word.token.text}", the statement ranks it otherwise'
                yield Finding(Weight.DIFFERS, Facet.SCOPE, _span(word), _span(other), message)


def _rank(word: Word, words: tuple[Word, ...]) -> str:
    before = words[word.index - 1].lower.split("-")[-1] if word.index else ""
    return before if before in _RANKS else ""


def _span(word: Word) -> Span:
    return Span(word.start, word.end, word.token.text)
