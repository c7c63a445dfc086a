"""Asides: relative clauses between commas, other descriptions of a name, and possessors, each a claim of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.claims.clauses import outer_start
from app.claims.drafts import Draft, Replacement
from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_TRADE_NAMES = frozenset(
    "sotheby christie mcdonald wendy moody lloyd macy kohl levi tom hardee carl lord valentine reader kellogg "
    "sainsbury domino trader dick joe barney bloomingdale denny hershey smucker women men children people new".split()
)
"""Possessors that are parts of names: "Moody's Analytics"."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A description beside the main assertion: its draft, and what the main assertion drops."""

    draft: Draft
    dropped: tuple[Replacement, ...] = ()


def find_asides(sentence: Sentence) -> tuple[Aside, ...]:
    """Return the asides of a sentence in order."""
    found = [*_relatives(sentence), *_appositions(sentence), *_offices(sentence), *_possessors(sentence)]
    return tuple(sorted(found, key=lambda aside: (aside.draft.start, aside.draft.end)))


def _relatives(sentence: Sentence) -> Iterator[Aside]:
    """Yield "The dam, which supplies Malby with water," and participles: "The rocket, built by Aerolis,"."""
    words = sentence.words
    for predicate in sentence.structure.predicates:
        described = predicate.antecedent
        opener = _opener(words, predicate)
        if described is None or not predicate.finite or opener is None:
            continue
        end = _aside_end(sentence, predicate, described)
        if end is None:
            continue
        draft = _relative_draft(sentence, predicate, described, opener, end)
        if draft is not None:
            closing = words[end].end if end < len(words) and words[end].lower == "," else words[end - 1].end
            yield Aside(draft, (Replacement(words[opener - 1].start, closing, ""),))


def _opener(words: Sequence[Word], predicate: Predicate) -> int | None:
    """Return the first word of a clause that describes and is set off by a comma."""
    i = predicate.start
    while i > 0 and words[i - 1].tag is Tag.ADVERB:
        i -= 1
    if i and words[i - 1].lower in {"who", "which", "whom"}:
        i -= 1
    elif predicate.subject is not None and predicate.subject is not predicate.antecedent:
        i = outer_start(predicate.subject) - 1
        if i < 0 or words[i].lower not in {"who", "which", "whom"}:
            return None
    return i if i and words[i - 1].lower == "," else None


def _aside_end(sentence: Sentence, predicate: Predicate, described: Phrase) -> int | None:
    """Return the word after the aside: its closing comma, or the sentence's last mark."""
    words = sentence.words
    later = [
        p for p in sentence.structure.predicates
        if p.start >= predicate.end and p.finite and p.antecedent is None and p.subject is not None
        and p.subject.start <= described.start and words[p.start - 1].lower in {",", *_adverbs(words, p)}
    ]  # fmt: skip
    if later:
        commas = [i for i in range(predicate.end, later[0].start) if words[i].lower == ","]
        return commas[-1] if commas else None
    stop = next((i for i in range(predicate.end, len(words)) if words[i].lower == ";"), len(words))
    return stop - 1 if words[stop - 1].lower in {".", "!"} else stop


def _adverbs(words: Sequence[Word], predicate: Predicate) -> set[str]:
    before = words[predicate.start - 1]
    return {before.lower} if before.tag is Tag.ADVERB else set()


def _relative_draft(sentence: Sentence, predicate: Predicate, described: Phrase, opener: int, end: int) -> Draft | None:
    words, text = sentence.words, sentence.text
    named = definite(name_of(sentence, described))
    start, stop = words[opener].start, words[end - 1].end
    if words[opener].tag is not Tag.RELATIVE:  # "built by Aerolis": who is described, and a form of "be"
        verb = "were" if _is_plural(sentence, described) else "was"
        return Draft(start, stop, replacements=(Replacement(start, start, f"{named} {verb} "),), names_subject=True)
    if predicate.subject is described:
        return Draft(start, stop, replacements=(Replacement(start, words[opener].end, named),), names_subject=True)
    if predicate.object is described:
        at = words[predicate.end - 1].end
        dropped = Replacement(start, words[opener + 1].start, "")
        return Draft(start, stop, replacements=(dropped, Replacement(at, at, f" {_lowered(text, named)}")))
    return None


def _appositions(sentence: Sentence) -> Iterator[Aside]:
    """Yield "Lena Marsk, the minister," and "its founder, Lena Marsk," as "Lena Marsk is the minister"."""
    words = sentence.words
    for phrase in sentence.structure.phrases:
        for other in phrase.appositions:
            gap = words[phrase.end : other.start]
            if len(gap) != 1 or gap[0].lower != ",":
                continue
            end = _apposition_end(sentence, other)
            if end is not None and not _inside_list(phrase, other):
                yield _apposition(sentence, phrase, other, end)


def _apposition_end(sentence: Sentence, other: Phrase) -> int | None:
    """Return the closing comma or the sentence's end, if the description reaches so far without a verb."""
    words = sentence.words
    for i in range(other.end, len(words)):
        if words[i].lower in {",", ";", ")"} or (words[i].lower in {".", "!"} and i == len(words) - 1):
            return i
        if words[i].tag in _FINITE and not (words[i].tag is Tag.PAST and words[i - 1].tag is Tag.NOUN):
            return None
    return len(words)


def _inside_list(phrase: Phrase, other: Phrase) -> bool:
    return bool(phrase.joined) or bool(other.joined)


def _apposition(sentence: Sentence, phrase: Phrase, other: Phrase, end: int) -> Aside:
    words = sentence.words
    closes = end < len(words) and words[end].lower == ","
    start, stop = words[outer_start(phrase)].start, words[end - 1].end
    if words[other.head].tag is Tag.NAME and words[phrase.head].tag is not Tag.NAME:
        named = _text(sentence, outer_start(other), other.end)
        draft = Draft(start, stop, replacements=(
            Replacement(start, start, f"{named} is "), Replacement(words[phrase.end].start, stop, "")))  # fmt: skip
        closing = (Replacement(stop, words[end].end, ""),) if closes else ()
        return Aside(draft, (Replacement(start, words[outer_start(other)].start, ""), *closing))
    described = words[outer_start(other)].start
    verb = "are" if _is_plural(sentence, phrase) else "is"
    draft = Draft(described, stop, replacements=(
        Replacement(described, described, f"{name_of(sentence, phrase)} {verb} "),))  # fmt: skip
    return Aside(draft, (Replacement(words[phrase.end].start, words[end].end if closes else stop, ""),))


def _offices(sentence: Sentence) -> Iterator[Aside]:
    """Yield "the museum's director Eva Lindqvist" as "Eva Lindqvist is the museum's director"."""
    words = sentence.words
    for phrase in sentence.structure.phrases:
        first = outer_start(phrase)
        owned = phrase.owner is not None or words[phrase.start].tag is Tag.OWNER
        named = next((i for i in range(phrase.start, phrase.end) if words[i].tag is Tag.NAME), None)
        nouns = named is not None and named > phrase.start and words[named - 1].tag is Tag.NOUN
        if not owned or named is None or not nouns or phrase.end - named < 2:
            continue
        start, stop = words[first].start, words[phrase.end - 1].end
        draft = Draft(start, stop, replacements=(
            Replacement(start, start, f"{_text(sentence, named, phrase.end)} is "),
            Replacement(words[named - 1].end, stop, "")))  # fmt: skip
        yield Aside(draft, (Replacement(start, words[named].start, ""),))


def _possessors(sentence: Sentence) -> Iterator[Aside]:
    """Yield "Google's Mixtral 8x22B" as "Mixtral 8x22B is Google's"."""
    words = sentence.words
    for phrase in sentence.structure.phrases:
        owner = phrase.owner
        if owner is None or words[owner.head].tag is not Tag.NAME or words[phrase.start].tag is not Tag.NAME:
            continue
        if (
            words[owner.end - 1].lower in _TRADE_NAMES
            or owner.owner is not None
            or words[phrase.head].tag is not Tag.NAME
        ):
            continue
        if any(words[i].tag is not Tag.NAME for i in range(phrase.start, phrase.end)):
            continue
        start, stop = words[owner.start].start, words[phrase.end - 1].end
        owned = _text(sentence, phrase.start, phrase.end)
        possessive = sentence.text[start : words[phrase.start - 1].end]
        draft = Draft(start, stop, replacements=(
            Replacement(start, start, f"{owned} is "), Replacement(start, stop, possessive)))  # fmt: skip
        yield Aside(draft)


def name_of(sentence: Sentence, phrase: Phrase) -> str:
    """Return the words of a phrase with its possessors and what "of" hangs on it."""
    end = phrase.end
    pending = list(phrase.details)
    while pending:
        detail = pending.pop()
        end = max(end, detail.end)
        pending += detail.details
    return _text(sentence, outer_start(phrase), end)


def _text(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.words[first].start : sentence.words[last - 1].end]


def definite(words: str) -> str:
    """Return "the inquiry" for "an inquiry": what has been spoken of before."""
    first, _, rest = words.partition(" ")
    return f"the {rest}" if first.lower() in {"a", "an"} and rest else words


def _lowered(text: str, words: str) -> str:
    first = words.split(maxsplit=1)[0]
    return words[0].lower() + words[1:] if first in {"The", "A", "An"} and text.startswith(first) else words


def _is_plural(sentence: Sentence, phrase: Phrase) -> bool:
    head = sentence.words[phrase.head]
    return bool(phrase.joined) or (head.tag is Tag.NOUN and head.lower != head.lemma and head.lower.endswith("s"))
