"""Clauses that stand beside one another in a sentence: where each begins and ends, and whose subject it shares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.claims.drafts import Replacement, render
from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_CONCESSIVE = frozenset("although though while whereas".split())
_TELLING_WHY = frozenset("because after since when as".split())
_CONDITIONAL = frozenset("if unless whether lest".split())
_LOOSE = frozenset({",", ";", ":", "—", "–", "even"})
_COMPLEMENT = {Tag.SUBORDINATOR, Tag.RELATIVE}
_SUPPORTING = {Tag.MODAL, Tag.DO, Tag.BE, Tag.HAVE}


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` to `last` (exclusive) around one predicate; `shares` is the predicate whose subject it takes."""

    first: int
    last: int
    predicate: Predicate
    shares: Predicate | None = None


def part(sentence: Sentence, first: int, last: int) -> tuple[Clause, ...]:
    """Part words `first` to `last` into the clauses that "and", "but", "while" or ";" joins; a condition keeps all."""
    words = sentence.words
    predicates = [p for p in sentence.structure.predicates if first <= p.start < last and p.finite]
    main = [p for p in predicates if not _describes(p)]
    if not main or any(w.lower in _CONDITIONAL for w in words[first:last]):
        return (Clause(first, last, main[0]),) if main else ()
    starts = [(_opening(words, first, main), main[0], None), *_boundaries(words, main, first)]
    ends = [start for start, _, _ in starts[1:]] + [last]
    return tuple(
        Clause(start, _trimmed_end(words, start, end), predicate, shares)
        for (start, predicate, shares), end in zip(starts, ends, strict=True)
    )


def subordinates(sentence: Sentence, clause: Clause) -> Iterator[Clause]:
    """Yield the clauses inside that "because", "after", "since" or "when" takes for granted."""
    words = sentence.words
    for predicate in sentence.structure.predicates:
        subject = predicate.subject
        if not (clause.predicate.end <= predicate.start < clause.last) or not predicate.finite or subject is None:
            continue
        start = outer_start(subject)
        opener = words[start - 1] if start > clause.predicate.end else None
        if opener is not None and opener.lower in _TELLING_WHY and not _is_compared(words, opener.index):
            yield Clause(start, _trimmed_end(words, start, _clause_end(words, predicate, clause.last)), predicate)


def outer_start(phrase: Phrase) -> int:
    """Return the first word of a phrase with its possessors."""
    return phrase.start if phrase.owner is None else outer_start(phrase.owner)


def shared_subject(sentence: Sentence, clause: Clause, replacements: Sequence[Replacement]) -> str | None:
    """Return the words that a clause without a subject takes over: "In 2018 the river", "The firm will"."""
    lender = clause.shares
    if lender is None or lender.subject is None:
        return None
    words = sentence.words
    start, end = outer_start(lender.subject), lender.start
    if end <= start:  # "Born in Malmö in 1932, she left school and worked in a shipyard"
        end, fronted = lender.subject.end, start
    else:
        fronted = _fronted_date(words, start)
    while end > start and words[end - 1].tag is Tag.ADVERB:
        end -= 1
    if end <= start:
        return None
    said = render(sentence.text, words[fronted].start, words[end - 1].end, replacements)
    support = _support(words, lender, clause)
    return f"{said} {support}" if support else said


def _describes(predicate: Predicate) -> bool:
    """Say whether the predicate stands in a relative or participle clause, or in a clause that another opens."""
    if predicate.antecedent is not None:
        return True
    return predicate.subject is None and predicate.passive


def _opening(words: Sequence[Word], first: int, main: Sequence[Predicate]) -> int:
    """Return where the first clause begins, past "But" and "And"."""
    start = first
    while start < main[0].start and (
        words[start].tag is Tag.CONJUNCTION or words[start].lower in {",", ";", ":"} | _CONCESSIVE
    ):
        start += 1
    return start


def _boundaries(
    words: Sequence[Word], main: Sequence[Predicate], first: int
) -> Iterator[tuple[int, Predicate, Predicate | None]]:
    lender = main[0]
    fronted = words[first].lower in _CONCESSIVE
    for before, predicate in pairwise(main):
        start = _start_of(words, before, predicate, fronted=fronted)
        if start is None:
            continue
        bare = all(w.tag in {Tag.ADVERB, Tag.NEGATION} for w in words[start : predicate.start])
        shares = bare and predicate.subject is not None and predicate.subject is lender.subject
        yield start, predicate, lender if shares else None
        lender = lender if shares else predicate
        fronted = False


def _start_of(words: Sequence[Word], before: Predicate, predicate: Predicate, *, fronted: bool) -> int | None:
    """Return where the clause of a predicate begins, None if it belongs to the clause before."""
    subject = predicate.subject
    own = subject is not None and subject.start >= before.end
    start = outer_start(subject) if own and subject is not None else predicate.start
    joint = _joint(words, before.end, start)
    if joint is None:
        comma = start - 1
        parted = words[comma].lower == "," and (fronted if own else True)
        return start if parted and (own or subject is before.subject) else None
    if any(w.tag in _COMPLEMENT and w.lower not in _CONCESSIVE for w in words[before.end : joint]):
        return None if own or subject is not before.subject else _past(joint)
    if all(w.tag is Tag.MARK for w in words[before.end : joint]) and not own:
        return None  # "designed and built the bridge"
    return _past(joint)


def _past(joint: int) -> int:
    return joint + 1


def _joint(words: Sequence[Word], start: int, end: int) -> int | None:
    """Return the "and", "but", "while" or ";" that opens the clause whose subject or verb stands at `end`."""
    i = end - 1
    while i >= start and not _joins(words[i]):
        if words[i].tag in {Tag.NOUN, Tag.NAME, Tag.PRONOUN} and not _is_governed(words, i, start):
            return None
        i -= 1
    if i < start:
        return None
    return i


def _joins(word: Word) -> bool:
    return (word.tag is Tag.CONJUNCTION and word.lower != "or") or word.lower == ";" or word.lower in _CONCESSIVE


def _is_governed(words: Sequence[Word], i: int, start: int) -> bool:
    """Say whether a preposition stands before the noun, with nothing but its phrase between: "and in May it"."""
    while i > start and words[i].tag not in {Tag.PREPOSITION, Tag.CONJUNCTION}:
        i -= 1
    return words[i].tag is Tag.PREPOSITION


def _trimmed_end(words: Sequence[Word], start: int, end: int) -> int:
    while end > start + 1 and (words[end - 1].tag is Tag.CONJUNCTION or words[end - 1].lower in _LOOSE | _CONCESSIVE):
        end -= 1
    return end


def _clause_end(words: Sequence[Word], predicate: Predicate, last: int) -> int:
    return next((i for i in range(predicate.end, last) if words[i].lower in {",", ";"}), last)


def _is_compared(words: Sequence[Word], i: int) -> bool:
    """Say whether "as" or "than" compares: "twice as many as", "as soon as"."""
    return words[i].lower == "as" and any(w.lower == "as" for w in words[max(0, i - 3) : i])


def _fronted_date(words: Sequence[Word], start: int) -> int:
    """Return where a date before the subject begins, the subject's own start if there is none."""
    i = start
    while i and (words[i - 1].tag is Tag.DATE or words[i - 1].lower == ","):
        i -= 1
    if i == start or not any(w.tag is Tag.DATE for w in words[i:start]):
        return start
    return i - 1 if i and words[i - 1].tag is Tag.PREPOSITION else i


def _support(words: Sequence[Word], lender: Predicate, clause: Clause) -> str:
    """Return the auxiliaries that a bare verb shares: "will buy A and sell B", "was founded and closed"."""
    verb = words[clause.predicate.start]
    group = words[lender.start : lender.head]
    helps = [w for w in group if w.tag in _SUPPORTING or w.tag is Tag.TO or w.lower in {"expected", "likely"}]
    if verb.tag is Tag.VERB and verb.lower == verb.lemma:
        wanted = any(w.tag in {Tag.MODAL, Tag.DO, Tag.TO} for w in helps) or lender.leading
        return " ".join(w.token.text for w in group if w.tag is not Tag.ADVERB) if wanted else ""
    if verb.tag is Tag.PAST:
        passive = lender.passive and clause.predicate.passive
        held = any(w.tag is Tag.HAVE for w in group)
        return " ".join(w.token.text for w in helps if w.tag is not Tag.TO) if passive or held else ""
    return " ".join(w.token.text for w in helps) if verb.tag is Tag.GERUND else ""
