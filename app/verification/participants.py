"""Who or what takes part in an event, where common nouns say it: profit or revenue, a kidney or a liver."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.evidence import Facet, Span
from app.text.names import Name
from app.text.syntax import Phrase
from app.text.tagging import Tag, Word
from app.verification.events import AGENT, PATIENT
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher, figures_meet, names_agree
from app.verification.readings import Anchor
from app.verification.words import Likeness, Thesaurus

_COMPARED = frozenset({AGENT, PATIENT, "is", "as", "for", "against"})
_MEASURES = frozenset("number share part amount level rate sum total percentage proportion majority kind type sort "
                      "group series lot".split())  # fmt: skip


def compare_participants(matcher: Matcher, matches: Sequence[EventMatch], thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield what the common nouns of matched events make of each other, where they clash or stand elsewhere."""
    for match in matches:
        yield from _unmet_agents(match, matcher, thesaurus)
        for part, phrases in match.claim.parts.items():
            if part not in _COMPARED:
                continue
            others = [p for name in match.part_of(part) for p in match.statement.parts.get(name, ())]
            for phrase in phrases:
                finding = _compare(phrase, others, matcher, thesaurus)
                if finding is not None and finding.weight is Weight.DIFFERS and not _is_pinned(match, matcher):
                    message = f'the statement tells of another: "{_span_text(finding.statement_span)}"'
                    finding = replace(finding, weight=Weight.FALLS_SHORT, message=message)
                if finding is not None:
                    yield finding


def _is_pinned(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether a name, figure or date shows that one event is told: the family may do what a consortium did, too."""
    named = any(matcher.shares_party(match, part) for part in match.claim.parts)
    return named or figures_meet(match, matcher) or match.relation.likeness is Likeness.OPPOSED


def _span_text(span: Span | None) -> str:
    return span.text if span is not None else ""


def _unmet_agents(match: EventMatch, matcher: Matcher, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Yield a finding for each agent whose noun the statement never has; a group or person may be called anything."""
    words = matcher.claim.sentence.words
    for phrase in match.claim.parts.get(AGENT, ()):
        head = words[phrase.head]
        bare = phrase.end - phrase.start == 1 and not head.lower.endswith("s")
        described = thesaurus.lexicon.acts(head.lemma) and not bare  # "the company", "the minister" stand for names
        counted = any(words[i].tag is Tag.NUMBER for i in range(phrase.start, phrase.head))
        if head.tag is Tag.NOUN and not described and not counted and not _is_said_elsewhere(head, matcher, thesaurus):
            yield Finding(Weight.FALLS_SHORT, Facet.ACTOR, _span(head), None, f'"{head.token.text}" is not mentioned')


def _compare(phrase: Phrase, others: list[Phrase], matcher: Matcher, thesaurus: Thesaurus) -> Finding | None:
    words = matcher.claim.sentence.words
    mine = _heads(phrase, words)
    if not mine or not others or _shares_name(phrase, others, matcher):
        return None
    their_words = matcher.statement.sentence.words
    theirs = [w for other in others for w in _heads(other, their_words)]
    if not theirs or any(their_words[o.head].tag is Tag.PRONOUN for o in others):
        return None
    relations = [thesaurus.relation(a.lemma, b.lemma) for a in mine for b in theirs]
    if any(r.likeness is Likeness.SAME for r in relations):
        return None
    head, other = mine[0], theirs[0]
    spans = _span(head), _span(other)
    opposed = any(r.likeness is Likeness.OPPOSED for r in relations)
    if _is_said_elsewhere(head, matcher, thesaurus):
        return Finding(Weight.FALLS_SHORT, Facet.ENTITY, *spans, f'the statement says it of "{other.token.text}"')
    if opposed or _are_siblings(head.lemma, other.lemma, thesaurus):
        message = f'the claim has "{head.token.text}", the statement "{other.token.text}"'
        return Finding(Weight.DIFFERS, Facet.ENTITY, *spans, message)
    return None


def _heads(phrase: Phrase, words: tuple[Word, ...]) -> list[Word]:
    """Return the nouns that name what a phrase means; "the number of days" means days too."""
    heads = [words[phrase.head]]
    counted = any(words[i].tag is Tag.NUMBER for i in range(phrase.start, phrase.head))
    if counted or heads[0].lemma in _MEASURES or heads[0].tag in {Tag.NUMBER, Tag.DETERMINER}:
        heads += [words[d.head] for d in phrase.details]
    heads += [words[j.head] for j in (*phrase.joined, *phrase.appositions)]
    return [w for w in heads if w.tag is Tag.NOUN]


def _shares_name(phrase: Phrase, others: list[Phrase], matcher: Matcher) -> bool:
    mine = [a for a in matcher.claim.names if _stands_in(a, [phrase])]
    theirs = [a for a in matcher.statement.names if _stands_in(a, others)]
    return any(names_agree(a, b) for a in mine for b in theirs)


def _stands_in(anchor: Anchor, phrases: list[Phrase]) -> bool:
    if not isinstance(anchor.value, Name):
        return False
    first = anchor.value.words[0]
    return any(p.start <= first < p.end for phrase in phrases for p in (phrase, *phrase.appositions, *phrase.joined))


def _is_said_elsewhere(word: Word, matcher: Matcher, thesaurus: Thesaurus) -> bool:
    pool = [*matcher.statement.sentence.content, *(w for s in matcher.statement.background for w in s.content)]
    return any(thesaurus.relation(word.lemma, w.lemma).likeness is Likeness.SAME for w in pool)


def _are_siblings(left: str, right: str, thesaurus: Thesaurus) -> bool:
    """Say whether two nouns are kinds of one thing, so that one excludes the other."""
    lexicon = thesaurus.lexicon
    up = [frozenset().union(*(lexicon.ancestors(s, 2) for s in lexicon.senses(noun, "n"))) for noun in (left, right)]
    return bool(up[0] & up[1]) and lexicon.kind(left) == lexicon.kind(right)


def _span(word: Word) -> Span:
    return Span(word.start, word.end, word.token.text)
