"""The claims of one sentence as drafts: what is asserted, what is said by whom, what is mentioned by the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.claims.asides import Aside, find_asides
from app.claims.clauses import Clause, part, shared_subject, subordinates
from app.claims.drafts import Draft, Replacement
from app.claims.pronouns import Naming
from app.claims.references import ReferenceMark, claimant_of
from app.claims.speech import Speech, find_speech, speaks_of_self, told_in
from app.domain.document import ClaimKind
from app.text.sentence import Sentence
from app.text.tags import Tag

_CLOSING = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True, slots=True)
class Material:
    """What drafts of one sentence are made of; `naming` is that of the sentence as a whole."""

    sentence: Sentence
    naming: Naming
    marks: Sequence[ReferenceMark]
    references: Mapping[str, str]
    insertions: Sequence[Aside] = ()


def draft_claims(material: Material) -> tuple[Draft, ...]:
    """Return the drafts of a sentence in the order of their words, without doubles."""
    asides = [*material.insertions, *find_asides(material.sentence)]
    dropped = [one for aside in asides for one in aside.dropped]
    drafts = [draft.with_replacements(dropped) for draft in _assertions(material)]
    drafts += [aside.draft for aside in asides if _stands_free(material.sentence, aside)]
    unique = {(d.start, d.end, d.kind, d.replacements): d for d in drafts}
    return tuple(sorted(unique.values(), key=lambda d: (d.start, -d.end)))


def is_assertive(sentence: Sentence) -> bool:
    """Say whether the sentence tells or asks something: no heading, no order, no cry."""
    words = [word for word in sentence.words if word.token.is_word]
    finite = [p for p in sentence.structure.predicates if p.finite and p.antecedent is None]
    if sentence.text.rstrip("\"”’') ").endswith("?"):
        return len(words) > 1
    if not finite:  # a sentence whose verb was not found
        told = sentence.text.rstrip("\"”’') ").endswith(".") and len(words) > 5
        return told and any(word.tag in {Tag.NUMBER, Tag.DATE, Tag.NAME} for word in words[1:])
    first = finite[0]
    ordered = first.subject is None and sentence.words[first.start].tag in {Tag.VERB, Tag.DO} and not first.passive
    return not (ordered and first.start <= words[0].index + 1) and not _is_heading(sentence)


def _is_heading(sentence: Sentence) -> bool:
    if sentence.text.rstrip("\"”’') ")[-1:] in _CLOSING | {":", ";"}:
        return False
    long = [w.token.text for w in sentence.words if w.token.is_word and len(w.token.text) > 3]
    return sum(text[0].isupper() for text in long) > 0.6 * len(long)


def _stands_free(sentence: Sentence, aside: Aside) -> bool:
    """Say whether the aside is the writer's own and no part of a question."""
    return not sentence.text.rstrip('"” ').endswith("?") and aside.draft.end > aside.draft.start


def _assertions(material: Material) -> Iterator[Draft]:
    sentence = material.sentence
    if sentence.text.rstrip("\"”’') ").endswith("?"):
        yield _whole(sentence, ClaimKind.QUESTION)
        return
    speech = find_speech(sentence)
    if speech is None:
        yield from _parts(material, 0, len(sentence.words))
    else:
        yield from _reported(material, speech)


def _whole(sentence: Sentence, kind: ClaimKind = ClaimKind.FACTUAL) -> Draft:
    return Draft(0, len(sentence.text), kind)


def _reported(material: Material, speech: Speech) -> Iterator[Draft]:
    sentence = material.sentence
    yield _attribution(sentence, speech)
    content = sentence.words[speech.first : speech.last]
    if not content or (speech.is_quoted and speaks_of_self(content)):
        return
    claimant = None if speech.is_denied else speech.claimant
    for draft in _parts(material, speech.first, speech.last):
        yield replace(draft, claimant=claimant).with_replacements(speech.dropped)


def _told(draft: Draft, sentence: Sentence, speech: Speech) -> Draft:
    """Return a clause that reports speech as the attribution that it is."""
    said = (sentence.words[speech.first].start, draft.end)
    kind = ClaimKind.FACTUAL if speech.is_shown else ClaimKind.ATTRIBUTION
    return replace(draft, kind=kind, claimant=speech.claimant, said=None if speech.is_denied else said)


def _attribution(sentence: Sentence, speech: Speech) -> Draft:
    words = sentence.words
    said = (words[speech.first].start, words[speech.last - 1].end) if speech.last > speech.first else None
    kind = ClaimKind.QUOTATION if speech.is_quoted else ClaimKind.FACTUAL if speech.is_shown else ClaimKind.ATTRIBUTION
    draft = Draft(0, len(sentence.text), kind, claimant=speech.claimant, said=None if speech.is_denied else said)
    if speech.lead is None:
        return draft
    lead = Replacement(0, 0, f"{speech.lead} ")
    return draft.with_replacements([lead, *speech.dropped])


def _parts(material: Material, first: int, last: int) -> Iterator[Draft]:
    sentence = material.sentence
    last = _without_closing(sentence, last)
    clauses = part(sentence, first, last)
    if not clauses:
        yield _stretch(sentence, first, last)
        return
    ends = [clause.first for clause in clauses[1:]] + [last]
    for clause, end in zip(clauses, ends, strict=True):
        draft = _clause_draft(material, clause)
        speech = told_in(sentence, clause.first, clause.last) if clause.shares is None else None
        if speech is not None and (first, last) != (speech.first, speech.last):
            yield _told(draft, sentence, speech)
            claimant = None if speech.is_denied else speech.claimant
            for content in _parts(material, speech.first, speech.last):
                yield replace(content, claimant=content.claimant or claimant)
            continue
        claimant = claimant_of(_marks_in(material, clause, end), material.references)
        if claimant is not None:
            lead = Replacement(draft.start, draft.start, f"According to {claimant}, ")
            kept = [r for r in draft.replacements if r.start != draft.start or r.end != draft.start]
            shared = [Replacement(r.start, r.end, lead.words + r.words) for r in draft.replacements if r not in kept]
            said = (draft.start, draft.end)
            yield replace(draft, kind=ClaimKind.ATTRIBUTION, claimant=claimant, said=said,
                          replacements=(*(shared or [lead]), *kept))  # fmt: skip
        yield replace(draft, claimant=claimant)
        for inner in subordinates(sentence, clause):
            yield replace(_clause_draft(material, inner), claimant=claimant)


def _stretch(sentence: Sentence, first: int, last: int) -> Draft:
    return Draft(sentence.words[first].start, sentence.words[last - 1].end)


def _without_closing(sentence: Sentence, last: int) -> int:
    while last > 1 and sentence.words[last - 1].lower in _CLOSING:
        last -= 1
    return last


def _clause_draft(material: Material, clause: Clause) -> Draft:
    sentence = material.sentence
    start, end = sentence.words[clause.first].start, sentence.words[clause.last - 1].end
    subject = shared_subject(sentence, clause, material.naming.replacements)
    if subject is None or clause.shares is None or clause.shares.subject is None:
        return Draft(start, end)
    lent = clause.shares.subject
    unnamed = tuple(
        span for span in material.naming.unresolved
        if sentence.words[lent.start].start <= span.start < sentence.words[lent.end - 1].end
    )  # fmt: skip
    added = Replacement(start, start, f"{subject} ")
    return Draft(start, end, replacements=(added,), unresolved=unnamed, names_subject=True)


def _marks_in(material: Material, clause: Clause, end: int) -> list[ReferenceMark]:
    words = material.sentence.words
    start, stop = words[clause.first].start, words[end].start if end < len(words) else len(material.sentence.text)
    return [mark for mark in material.marks if start < mark.end <= stop]
