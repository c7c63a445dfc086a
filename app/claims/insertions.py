"""Descriptions set between a subject and its verb by two commas, and participles before a subject.

They are found by their marks, before the sentence is parsed as a whole: parsed with them, it is often misread.
"""

from collections.abc import Iterator, Sequence

from app.claims.asides import Aside, definite, name_of
from app.claims.drafts import Draft, Replacement
from app.text.phrases import Phrase
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_RELATIVES = frozenset({"who", "which", "whose"})
_LONGEST = 30  # words of one insertion


def find_insertions(sentence: Sentence) -> tuple[Aside, ...]:
    """Return the insertions of a sentence in order; what each drops is to be blanked before the sentence is parsed."""
    found = list(_between_commas(sentence))
    opening = _opening_participle(sentence)
    return tuple(found if opening is None else [opening, *found])


def _between_commas(sentence: Sentence) -> Iterator[Aside]:
    words = sentence.words
    position = 0
    for comma in (word.index for word in words if word.lower == ","):
        if comma < position:
            continue
        described = next((p for p in sentence.structure.phrases if p.end == comma), None)
        end = _closing(words, comma)
        if described is None or end is None or words[described.head].tag not in {Tag.NAME, Tag.NOUN}:
            continue
        aside = _insertion(sentence, described, comma, end)
        if aside is not None:
            yield aside
            position = end


def _closing(words: Sequence[Word], comma: int) -> int | None:
    """Return the first comma after which the verb of the sentence follows."""
    for i in range(comma + 2, min(len(words) - 1, comma + _LONGEST)):
        if words[i].lower in {";", ":"}:
            return None
        if words[i].lower == ",":
            following = next((w for w in words[i + 1 :] if w.tag not in {Tag.ADVERB, Tag.NEGATION}), None)
            if following is not None and following.tag in _FINITE:
                return i
    return None


def _insertion(sentence: Sentence, described: Phrase, comma: int, end: int) -> Aside | None:
    words = sentence.words
    first = words[comma + 1]
    named = definite(_whole_name(sentence, described))
    start, stop = first.start, words[end - 1].end
    added: list[Replacement] | None = None
    if first.lower == "whose":
        added = [Replacement(start, first.end, f"{named}'s")]
    elif first.lower in _RELATIVES:
        added = [Replacement(start, first.end, named)] if words[comma + 2].tag in _FINITE | {Tag.ADVERB} else None
    elif first.tag is Tag.PAST and words[comma + 2].tag not in {Tag.DETERMINER, Tag.OWNER, Tag.PRONOUN}:
        added = [Replacement(start, start, f"{named} was ")]
    elif _names_anew(words, comma, end):
        added = [Replacement(start, start, f"{named} is ")]
    if added is None:
        return None
    draft = Draft(start, stop, replacements=tuple(added), names_subject=True)
    return Aside(draft, (Replacement(words[comma].start, words[end].end, ""),))


def _whole_name(sentence: Sentence, described: Phrase) -> str:
    """Return the described phrase with what it hangs on: "the sale of the bank" for "the bank" after "of"."""
    host = next((p for p in sentence.structure.phrases if any(d is described for d in p.details)), None)
    return name_of(sentence, described if host is None else host)


def _names_anew(words: Sequence[Word], comma: int, end: int) -> bool:
    """Say whether the words between are a description or an age, and no clause of somebody who speaks."""
    first = words[comma + 1]
    if end - comma == 2:
        return first.tag is Tag.NUMBER
    if first.tag not in {Tag.DETERMINER, Tag.OWNER} and first.lower not in {"former", "then", "now"}:
        return False
    relative = next((w.index for w in words[comma:end] if w.tag is Tag.RELATIVE), end)
    finite = (w for w in words[comma + 1 : relative] if w.tag in _FINITE - {Tag.PAST})
    spoken = words[end - 1].tag is Tag.PAST and words[end - 1].lemma in {"say", "tell", "add", "report", "find"}
    return next(finite, None) is None and not spoken


def _opening_participle(sentence: Sentence) -> Aside | None:
    """Read "Founded in 1904, the bank …" as "The bank was founded in 1904"."""
    words = sentence.words
    opening = next((p for p in sentence.structure.predicates if p.start == 0), None)
    if opening is None or opening.subject is None or words[0].tag is not Tag.PAST or not opening.passive:
        return None
    if words[opening.subject.head].tag is Tag.PRONOUN:
        return None
    subject = opening.subject
    start = subject.start if subject.owner is None else subject.owner.start
    if start <= opening.end or words[start - 1].lower != ",":
        return None
    stop = words[start - 1].start
    named = name_of(sentence, subject)
    lead = (Replacement(0, 1, f"{named} was {words[0].token.text[0].lower()}"),)
    draft = Draft(0, stop, replacements=lead, names_subject=True)
    return Aside(draft, (Replacement(0, words[start].start, ""),))
