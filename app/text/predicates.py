"""Predicates: verb groups, what stands in them, and which word carries the meaning."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.text.phrases import Phrase, is_modifier
from app.text.tags import Tag, Word

_AUXILIARIES = {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_VERBS = {Tag.VERB, Tag.PAST, Tag.GERUND}
_ONLY = frozenset("only just merely simply least".split())
_GROUP = {*_AUXILIARIES, *_VERBS, Tag.NEGATION, Tag.ADVERB, Tag.TO}


@dataclass(slots=True)
class Predicate:
    """A verb group or copula with what stands around it.

    `head` is the index of its meaning-bearing word; `lemma` includes a particle ("take over"). `leading` holds the
    lemmas before it in the group ("fail" in "failed to win"), modals included. In a passive, `subject` is who is acted
    upon; `agent` and `patient` undo that.
    """

    start: int
    end: int
    head: int
    lemma: str
    leading: tuple[str, ...] = ()
    negations: tuple[int, ...] = ()
    passive: bool = False
    finite: bool = True
    subject: Phrase | None = None
    object: Phrase | None = None
    complement: Phrase | None = None
    obliques: list[Phrase] = field(default_factory=list)
    antecedent: Phrase | None = None  # what a relative clause or participle describes

    @property
    def agent(self) -> Phrase | None:
        """Return who acts: the subject, in a passive the phrase after "by"."""
        if not self.passive:
            return self.subject
        return next((phrase for phrase in self.obliques if phrase.preposition == "by"), None)

    @property
    def patient(self) -> Phrase | None:
        """Return what is acted upon."""
        return self.subject if self.passive else self.object


def find_predicates(words: Sequence[Word], is_verb: Callable[[str], bool]) -> Iterator[Predicate]:
    """Yield the verb groups in order, their places still empty; `is_verb` knows phrasal verbs such as "take over"."""
    i, free = 0, 0
    while i < len(words):
        if words[i].tag not in _AUXILIARIES | _VERBS or is_modifier(words, i):
            i += 1
            continue
        end = _group_end(words, i)
        predicate = _predicate(words, i, end, is_verb)
        predicate.negations = (*_denied_before(words, i, free), *predicate.negations)
        yield predicate
        i = free = end


def _denied_before(words: Sequence[Word], start: int, free: int) -> tuple[int, ...]:
    """Return what denies a verb from before it: "no longer sells", "never sold", but not "not only sells"."""
    i = start
    while i > free and words[i - 1].tag in {Tag.ADVERB, Tag.NEGATION}:
        i -= 1
    return tuple(
        word.index for word in words[i:start] if word.tag is Tag.NEGATION and words[word.index + 1].lower not in _ONLY
    )


def _group_end(words: Sequence[Word], start: int) -> int:
    """Return the end of the verb group: auxiliaries, adverbs and a chain such as "is expected to begin to fall"."""
    i = start + 1
    done = words[start].tag in _VERBS
    while i < len(words) and words[i].tag in _GROUP:
        tag = words[i].tag
        if done and tag not in {Tag.TO, Tag.ADVERB, Tag.NEGATION}:
            break
        if done and tag in {Tag.ADVERB, Tag.NEGATION} and not _leads_on(words, i):
            break
        if tag in {Tag.PAST, Tag.GERUND} and is_modifier(words, i) and words[i - 1].tag not in _AUXILIARIES:
            break
        done = tag in _VERBS or (done and tag is not Tag.TO)
        i += 1
    while i > start + 1 and words[i - 1].tag in {Tag.ADVERB, Tag.TO}:
        i -= 1
    return i


def _leads_on(words: Sequence[Word], i: int) -> bool:
    """Say whether only adverbs and negations lie between here and a "to" that continues the group."""
    while i < len(words) and words[i].tag in {Tag.ADVERB, Tag.NEGATION}:
        i += 1
    return i < len(words) and words[i].tag is Tag.TO


def _predicate(words: Sequence[Word], start: int, end: int, is_verb: Callable[[str], bool]) -> Predicate:
    group = words[start:end]
    head = _head(group)
    be_before = any(word.tag is Tag.BE for word in group if word.index < head)
    passive = words[head].tag is Tag.PAST and be_before and words[head - 1].tag is not Tag.HAVE
    lemma = _verb_lemma(words[head])
    particle = _particle(words, end)
    if words[head].tag in _VERBS and particle is not None and is_verb(f"{lemma} {particle}"):
        lemma = f"{lemma} {particle}"
    negations = tuple(word.index for word in group if word.tag is Tag.NEGATION)
    finite = (
        words[start].tag is not Tag.GERUND
        and words[start].lower not in {"having", "being"}
        and (start == 0 or words[start - 1].tag is not Tag.TO)
    )
    return Predicate(start, end, head, lemma, _leading(words, group, head), negations, passive, finite)


def _head(group: Sequence[Word]) -> int:
    verbs = [word.index for word in group if word.tag in _VERBS]
    return verbs[-1] if verbs else [word.index for word in group if word.tag in _AUXILIARIES][-1]


def _leading(words: Sequence[Word], group: Sequence[Word], head: int) -> tuple[str, ...]:
    """Return the lemmas that colour the head; "yet to sign" is a plain denial, so its "to" does not count."""
    leading = [
        word.lemma
        for word in group
        if word.index < head
        and word.tag in {*_VERBS, Tag.MODAL, Tag.TO}
        and not (word.tag is Tag.TO and words[word.index - 1].lower == "yet")
    ]
    if any(a.tag is Tag.BE and b.tag is Tag.TO for a, b in pairwise(group)):
        leading.append("be to")
    return tuple(leading)


_LOCATING = frozenset({"in", "on", "at", "to", "from", "into"})


def _particle(words: Sequence[Word], i: int) -> str | None:
    """Return a preposition or adverb that may belong to the verb before it; before a date it never does."""
    if i >= len(words) or words[i].tag not in {Tag.PREPOSITION, Tag.ADVERB}:
        return None
    if words[i].lower == "by" and words[i - 1].tag is Tag.PAST:
        return None
    following = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    located = words[i].lower in _LOCATING and following is Tag.NAME
    return None if following is Tag.DATE or located else words[i].lower


def _verb_lemma(word: Word) -> str:
    return {Tag.BE: "be", Tag.HAVE: "have", Tag.DO: "do"}.get(word.tag, word.lemma)
