"""Denials that stand outside an event's own words: "without admitting", "neither confirmed nor", "refused to"."""

from app.text.sentence import Sentence
from app.text.syntax import Phrase, Predicate
from app.text.tagging import Tag
from app.verification.events import AGENT, Event

_APART = frozenset({"neither", "nor", "without", "never"})
_AUXILIARY = frozenset({"be", "have"})
_BARRING = frozenset("ban bar block prevent stop prohibit refrain abstain disqualify exclude".split())
_ENDING = frozenset({",", ";", ":", "and", "but", "or", "that", "which", "who", "because", "after", "before", "while"})


def implied_denials(event: Event, sentence: Sentence, denying: frozenset[str]) -> int:
    """Count the denials of an event that stand before its clause; verbs of `denying` deny what they govern."""
    clause = event.clause
    if clause is None or event.is_noun:
        return 0
    cleft = any(_is_cleft(phrase, sentence) for phrase in event.parts.get(AGENT, ()))
    return _stands_before(clause, sentence) + _governed(clause, sentence, denying) + cleft


def _stands_before(clause: Predicate, sentence: Sentence) -> bool:
    """Say whether "without", "neither", "nor" or "never" stands before the verb and is not counted with it."""
    words = sentence.words
    if clause.lemma in _AUXILIARY and clause.end < len(words) and words[clause.end].lower == "neither":
        return True
    near = [i for i in range(max(0, clause.start - 1), clause.head) if words[i].lower in _APART]
    before = [word.lower for word in words[max(0, clause.start - 2) : clause.start]]
    if before == ["not", "to"] and not clause.negations:
        return True
    return any(i not in clause.negations and (i or words[i].lower == "without") for i in near)


def _is_cleft(phrase: Phrase, sentence: Sentence) -> bool:
    """Say whether "it was not X who" denies that X did it."""
    return any(
        p.negations and p.lemma == "be" and p.complement is phrase and p.subject is not None
        and sentence.words[p.subject.head].lower == "it"
        for p in sentence.structure.predicates
    )  # fmt: skip


def _governed(clause: Predicate, sentence: Sentence, denying: frozenset[str]) -> bool:
    """Say whether an infinitive or "-ing" hangs, words apart, on a verb of denying: "refused in March to approve"."""
    bare = clause.end - clause.start == 1 and sentence.words[clause.head].tag is Tag.PAST
    if clause.finite or bare:
        return False
    before = [p for p in sentence.structure.predicates if p.end <= clause.start]
    if not before:
        return False
    governor = before[-1]
    between = sentence.words[governor.end : clause.start]
    barred = governor.lemma in _BARRING and any(w.lower == "from" for w in between[-1:])
    if not barred and (governor.lemma not in denying or governor.passive):
        return False
    return not governor.negations and not any(w.lower in _ENDING for w in between)
