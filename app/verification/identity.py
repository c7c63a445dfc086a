"""Who is what: "the chair of the board is Mansour", held against "Mansour chairs", "the chair, Mansour", "as chair"."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.names import Name, same_name
from app.text.sentence import Sentence
from app.text.syntax import Phrase, Predicate
from app.text.tagging import Tag
from app.verification.findings import Finding, Weight
from app.verification.matching import Matcher, names_agree
from app.verification.readings import Anchor, Prepared
from app.verification.words import Likeness, Thesaurus

_LINKING = frozenset({"be", "become", "remain"})


def compare_identities(matcher: Matcher, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding for each "X is the Y" of the claim that the statement's own words for Y bear on."""
    claim = matcher.claim
    for name, role, is_stated in _identities(claim):
        holders = _holders(role, claim.sentence, matcher.statement, thesaurus)
        role_span = _head_span(role, claim.sentence)
        agreeing = [holder for holder in holders or () if names_agree(name, holder)]
        if not agreeing and any(_is_akin(name, holder) for holder in holders or ()):
            continue
        denied = is_stated and _is_denied(role, claim)
        if agreeing and denied and not any(p.negations for p in matcher.statement.sentence.structure.predicates):
            message = f'the claim denies what the statement has: "{agreeing[0].span.text}" as {role_span.text}'
            yield Finding(Weight.DIFFERS, Facet.POLARITY, name.span, agreeing[0].span, message)
        if holders is None or agreeing or denied:
            continue
        span = _head_span(role, claim.sentence)
        if not holders:
            if not is_stated:
                continue
            yield Finding(Weight.LEAVES_OPEN, Facet.ENTITY, span, None, f'nobody is named as "{span.text}"')
            continue
        if not is_stated:
            yield Finding(
                Weight.FALLS_SHORT, Facet.ENTITY, span, None, f'"{span.text}" is said of "{holders[0].span.text}"'
            )
            continue
        message = f'the claim names "{name.span.text}" as {span.text}, the statement "{holders[0].span.text}"'
        weight = Weight.LEAVES_OPEN if _is_one_of_many(role, claim) else Weight.DIFFERS
        yield Finding(weight, Facet.ACTOR, name.span, holders[0].span, message)


def _identities(claim: Prepared) -> Iterator[tuple[Anchor, Phrase, bool]]:
    """Yield each name with what the claim says it is; True where "is" states it, False where it is said in passing."""
    words = claim.sentence.words
    for predicate in claim.sentence.structure.predicates:
        sides = _sides(predicate, claim)
        if sides is not None:
            yield (*sides, True)
    for phrase in claim.sentence.structure.phrases:
        for other in phrase.appositions:
            for named, described in ((phrase, other), (other, phrase)):
                if words[named.head].tag is Tag.NAME and words[described.head].tag is Tag.NOUN:
                    yield from ((n, described, False) for n in _names_within(named, claim))


def _is_akin(left: Anchor, right: Anchor) -> bool:
    """Say whether one name may be the other's family: "Claude 3.5", "Claude"."""
    return (
        isinstance(left.value, Name)
        and isinstance(right.value, Name)
        and same_name(left.value.key, right.value.key) > 0
    )


def _is_one_of_many(role: Phrase, claim: Prepared) -> bool:
    """Say whether others may be the same: "a subsidiary of Norline", not "the owner"."""
    return claim.sentence.words[role.start].lower in {"a", "an", "one"}


def _is_denied(role: Phrase, claim: Prepared) -> bool:
    predicates = claim.sentence.structure.predicates
    return any(p.negations for p in predicates if role in (p.subject, p.complement))


def _names_within(phrase: Phrase, prepared: Prepared) -> list[Anchor]:
    index = prepared.sentence.word_at
    return [n for n in prepared.names if phrase.start <= index(n.span.start) < phrase.end]


def _sides(predicate: Predicate, claim: Prepared) -> tuple[Anchor, Phrase] | None:
    """Return the named side and the described side of "is"."""
    if predicate.lemma not in _LINKING or predicate.subject is None or predicate.complement is None:
        return None
    first, second = predicate.subject, predicate.complement
    for named, described in ((first, second), (second, first)):
        anchors = [n for n in _names_at(named, claim) if claim.sentence.words[named.head].tag is Tag.NAME]
        if anchors and claim.sentence.words[described.head].tag is Tag.NOUN:
            return anchors[0], described
    return None


def _names_at(phrase: Phrase, prepared: Prepared) -> list[Anchor]:
    spans = [(p.start, p.end) for p in (phrase, *phrase.appositions, *phrase.joined)]
    index = prepared.sentence.word_at
    return [n for n in prepared.names if any(start <= index(n.span.start) < end for start, end in spans)]


def _holders(role: Phrase, sentence: Sentence, statement: Prepared, thesaurus: Thesaurus) -> list[Anchor] | None:
    """Return the names that the statement ties to the role's noun; None if it has no such noun."""
    lemma = sentence.words[role.head].lemma
    words = statement.sentence.words
    structure = statement.sentence.structure
    phrases = [
        p for p in structure.phrases
        if any(words[i].tag is Tag.NOUN and _same(lemma, words[i].lemma, thesaurus) for i in range(p.start, p.end))
    ]  # fmt: skip
    if not phrases:
        return None
    tied: list[Anchor] = []
    for phrase in phrases:
        for other in (phrase, *_tied_phrases(phrase, statement)):
            tied += [n for n in _names_at(other, statement) if n not in tied]
    return tied


def _same(left: str, right: str, thesaurus: Thesaurus) -> bool:
    relation = thesaurus.relation(left, right)
    return relation.likeness is Likeness.SAME and relation.strength >= 0.75


def _tied_phrases(phrase: Phrase, statement: Prepared) -> list[Phrase]:
    """Return the phrases that a statement says to be the same thing: by apposition, "is", or "named X as Y"."""
    tied = [p for p in statement.sentence.structure.phrases if phrase in p.appositions]
    for predicate in statement.sentence.structure.predicates:
        parts = [predicate.subject, predicate.object, predicate.complement]
        if phrase is predicate.complement or (phrase is predicate.subject and predicate.complement is not None):
            tied += [p for p in (predicate.subject, predicate.complement) if p is not None and p is not phrase]
        elif (phrase.preposition == "as" and phrase in predicate.obliques) or (
            predicate.passive and phrase is predicate.object
        ):
            tied += [
                p for p in ([predicate.patient] if not predicate.passive else [predicate.subject]) if p is not None
            ]
        elif phrase.preposition == "as" and phrase in parts:
            tied += [p for p in parts if p is not None and p is not phrase]
    return tied


def _head_span(phrase: Phrase, sentence: Sentence) -> Span:
    return Span.of(sentence.text, sentence.words[phrase.start].start, sentence.words[phrase.end - 1].end)
