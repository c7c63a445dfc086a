"""How firmly an event is put: a fact, a plan, a possibility, somebody's allegation; affirmed or denied."""

from enum import Enum
from itertools import pairwise

from app.text.sentence import Sentence
from app.text.tagging import Tag
from app.verification.events import AGENT, PATIENT, Event
from app.verification.implied_denials import implied_denials


class Mode(Enum):
    """How firmly an event is put."""

    FACT = "fact"
    PLAN = "plan"  # intended, promised, expected: not yet so
    POSSIBLE = "possible"
    ALLEGED = "alleged"  # somebody's word against another's


_PLANNING = frozenset(
    "plan intend want expect hope propose agree promise pledge vow aim seek consider be_to will would shall due set "
    "predict forecast project prepare decide threaten offer wish look poise schedule target plan decision proposal "
    "promise offer agreement threat pledge intention 'll anticipate estimate need".replace("be_to", "be-to").split()
) | {"be to"}
_POSSIBLE = frozenset("may might could can should must ca allow permit able".split())
_ALLEGING = frozenset(
    "accuse allege claim argue believe think suspect suggest insist fear contend assert charge sue rumour rumor deny "
    "dispute question".split()
)
_NEGATING = frozenset(
    "fail refuse decline deny stop cease avoid prevent forget neglect refusal failure halt abandon scrap cancel drop "
    "reject rule".split()
)
_REFUSING = frozenset("fail refuse decline deny avoid neglect".split())
"""Those of them that deny an infinitive or "-ing" that stands apart; "stopped to" and "ended by" tell of a deed."""
_IMPLICATIVE = frozenset(
    "manage begin start continue come get help happen prove appear seem use fail go choose force cause lead have "
    "bother dare remember forget neglect live grow refuse decline learn".split()
)
"""Verbs whose "to" tells what did happen, or with _NEGATING what did not (after Karttunen 1971)."""
_FALSE = frozenset({"false", "untrue", "wrong", "incorrect", "inaccurate", "lie", "myth", "hoax"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did"})
_TRUE = frozenset({"true", "correct", "right", "case", "accurate"})
_AVERTING = frozenset({"almost", "nearly", "hardly", "scarcely", "narrowly"})
_UNDOING = frozenset(
    "lift remove scrap abolish overturn cancel reject prevent avoid drop deny quash repeal revoke block reverse "
    "withdraw abandon".split()
) | {"call off", "rule out"}
_PHASES = frozenset("end stop halt suspend finish conclude cease begin start resume".split())
_FORECASTING = frozenset("expect predict forecast project anticipate estimate plan promise hope intend propose".split())
_SEEKING = frozenset("seek request demand recommend consider weigh explore discuss negotiate urge".split())
"""Verbs of what is wished for or talked about and need not come: "considers a sale"."""
_SEEKING_FOR = frozenset("file apply bid ask call push lobby campaign prepare wait hope plan press vie".split())
"""The same of what stands behind "for": "filed for its flotation", "called for a boycott"."""
_NEGATIVE_WORDS = frozenset("no none nobody nothing neither nor without never".split())


def mode_of(event: Event, sentence: Sentence) -> Mode:
    """Return how firmly the sentence puts the event."""
    leading = set(event.leading)
    if leading & _ALLEGING:
        return Mode.ALLEGED
    if leading & _PLANNING or ("to" in leading and not leading & _IMPLICATIVE):
        return Mode.PLAN
    governor = _governing(event, sentence)
    if governor is not None and governor in _ALLEGING:
        return Mode.ALLEGED
    if governor is not None and governor in _FORECASTING:
        return Mode.PLAN
    if _is_sought(event, sentence):
        return Mode.PLAN
    if leading & _POSSIBLE or _is_questioned(event, sentence):
        return Mode.POSSIBLE
    return Mode.FACT


def _is_sought(event: Event, sentence: Sentence) -> bool:
    """Say whether the clause of a noun's event tells only that somebody seeks it."""
    own = sentence.phrase_at(event.head) if event.is_noun else None
    if own is None or event.clause is None:
        return False
    if own.preposition == "for":
        return event.clause.lemma.removesuffix(" for") in _SEEKING_FOR
    return event.clause.lemma in _SEEKING and event.clause.patient is own


def _is_questioned(event: Event, sentence: Sentence) -> bool:
    """Say whether "whether" or "if" opens the event's clause."""
    if event.clause is None:
        return False
    start = event.clause.subject.start if event.clause.subject is not None else event.clause.start
    return any(w.lower in {"whether", "if"} for w in sentence.words[max(0, min(start, event.clause.start) - 2) : start])


def _governing(event: Event, sentence: Sentence) -> str | None:
    """Return the verb of saying or thinking that the event's clause depends on, if one stands before it."""
    before = None
    for predicate, following in zip(sentence.structure.predicates, sentence.structure.predicates[1:], strict=False):
        if following is event.clause and predicate.lemma in _ALLEGING | _FORECASTING:
            gap = sentence.words[predicate.end : following.start]
            if not any(w.lower in {";", ","} for w in gap):
                before = predicate.lemma
    if event.is_noun and event.clause is not None and event.clause.lemma in _FORECASTING | _ALLEGING:
        before = event.clause.lemma
    return before


def is_denied(event: Event, sentence: Sentence) -> bool:
    """Say whether the sentence denies the event: an odd number of negations, "failed to", "no" before a part."""
    count = len(event.negations) + sum(lemma in _NEGATING for lemma in event.leading)
    count += _is_averted(event, sentence) + _is_inverted(event, sentence) + _is_beyond(event, sentence)
    count += _is_called_false(event, sentence) + implied_denials(event, sentence, _REFUSING)
    words = sentence.words
    shared = event.clause is not None and not event.clause.finite
    for part in (PATIENT, "is") if shared else (AGENT, PATIENT, "is"):
        for phrase in event.parts.get(part, ()):
            count += phrase.contrasted or any(
                words[i].lower in _NEGATIVE_WORDS for i in range(phrase.start, phrase.head + 1)
            )
    if event.is_noun:
        own = sentence.phrase_at(event.head)
        undone = event.clause is not None and event.clause.lemma in _UNDOING and event.clause.patient is own
        count += undone
        if own is not None:
            count += any(words[i].lower in _NEGATIVE_WORDS for i in range(own.start, own.head))
            count += own.preposition == "without"
    return count % 2 == 1


def is_phase(event: Event, sentence: Sentence) -> bool:
    """Say whether the sentence tells of a noun's event only that it began or ended: "ended their strike"."""
    clause = event.clause
    return (
        event.is_noun
        and clause is not None
        and clause.lemma in _PHASES
        and clause.patient is sentence.phrase_at(event.head)
    )


def is_no_longer(event: Event, sentence: Sentence) -> bool:
    """Say whether the sentence denies the event of the present alone: "is no longer", "does not sell it any more"."""
    words = [word.lower for word in sentence.words]
    pairs = set(pairwise(words))
    if any(words[i : i + 2] == ["no", "longer"] for i in event.negations):
        return True
    return bool(event.negations) and ("anymore" in words or bool(pairs & {("any", "more"), ("any", "longer")}))


def is_past(event: Event, sentence: Sentence) -> bool:
    """Say whether the event's verb stands in the past: "was", "operated"; "is owned" does not."""
    if event.clause is None:
        return False
    verb = sentence.words[event.clause.head]
    words = {word.lower for word in sentence.words[event.clause.start : event.clause.end]}
    return bool(words & _PAST_AUXILIARIES) or (verb.tag is Tag.PAST and not event.clause.passive)


def _is_averted(event: Event, sentence: Sentence) -> bool:
    """Say whether "almost" or "hardly" keeps the event from having happened."""
    if event.clause is None or event.is_noun:
        return False
    span = range(max(0, event.clause.start - 1), event.clause.head)
    return any(sentence.words[i].lower in _AVERTING for i in span)


def _is_called_false(event: Event, sentence: Sentence) -> bool:
    """Say whether the event stands in what "it is false that" or "it is not true that" opens."""
    words = sentence.words
    start = event.clause.start if event.clause is not None and not event.is_noun else -1
    for i in range(1, start):
        if words[i].lower != "that":
            continue
        before = words[i - 1].lower
        denied = any(w.tag is Tag.NEGATION for w in words[max(0, i - 4) : i])
        if (before in _FALSE and not denied) or (before in _TRUE and denied):
            return True
    return False


def _is_beyond(event: Event, sentence: Sentence) -> bool:
    """Say whether somebody is "unable to" do it."""
    if event.clause is None or event.is_noun:
        return False
    return any(
        w.lower in {"unable", "impossible"} for w in sentence.words[max(0, event.clause.start - 2) : event.clause.head]
    )


def _is_inverted(event: Event, sentence: Sentence) -> bool:
    """Say whether a negation opens the clause: "Never before had the festival been cancelled"."""
    if event.clause is None or event.is_noun or sentence.structure.predicates[:1] != (event.clause,):
        return False
    first = sentence.words[0]
    return first.lower in {"never", "nor", "rarely", "seldom"} and event.clause.start > 0


def negation_words(event: Event, sentence: Sentence) -> tuple[int, int] | None:
    """Return the word range that denies the event, to point at; None if nothing does."""
    marks = [*event.negations]
    if not marks and event.clause is not None:
        marks = [i for i in range(event.clause.start, event.clause.end) if sentence.words[i].lemma in _NEGATING]
    if not marks:
        for part in (AGENT, PATIENT, "is"):
            for phrase in event.parts.get(part, ()):
                marks += [i for i in range(phrase.start, phrase.head) if sentence.words[i].lower in _NEGATIVE_WORDS]
    return (min(marks), max(marks) + 1) if marks else None
