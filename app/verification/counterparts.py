"""Whether two events of which one is denied, or which oppose each other, are surely one and the same matter."""

from app.text.date_expression import DateExpression
from app.text.date_relations import DateRelation, relate_dates
from app.text.sentence import Sentence
from app.text.tagging import Tag, Word
from app.verification.events import AGENT, PATIENT, Event
from app.verification.matching import EventMatch, Matcher, names_agree
from app.verification.modality import is_denied
from app.verification.readings import Prepared
from app.verification.words import Likeness

_LIMITING = frozenset(
    "not no never none nobody nothing neither nor without only except but unlike hardly barely lack lacks lacking "
    "until yet instead alone rather".split()
)
_PARTIAL = frozenset("all every each both whole entire full again before anymore longer".split())
_NOBODY = frozenset("no none nobody nothing neither".split())


def tells_another(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether a party of the events differs, or for opposed ones, whether no party shows that they are one matter.

    Who sold the mine has not thereby kept the shop; only of the same thing can both not be true.
    """
    met = [_meets(match, part, matcher) for part in (AGENT, PATIENT)]
    if False in met or match.claim.is_noun or _is_told_of_another(match, matcher):
        return True
    opposed = match.relation.likeness is Likeness.OPPOSED
    return opposed and not matcher.is_trend(match) and True not in met


def _is_told_of_another(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether the statement's noun belongs to a clause on somebody whom the claim does not name."""
    clause = match.statement.clause
    if not match.statement.is_noun or clause is None or clause.subject is None:
        return False
    subject = range(clause.subject.start, clause.subject.end)
    index = matcher.statement.sentence.word_at
    named = [name for name in matcher.statement.names if index(name.span.start) in subject]
    return bool(named) and not any(names_agree(a, b) for a in matcher.claim.names for b in named)


def _meets(match: EventMatch, part: str, matcher: Matcher) -> bool | None:
    """Say whether the same name or thing takes the part on both sides; None if one side does not say."""
    if matcher.shares_party(match, part):
        return True
    mine = _heads(match.claim, (part,), matcher.claim)
    others = _heads(match.statement, match.part_of(part), matcher.statement)
    if not mine or not others or any(w.tag is Tag.PRONOUN for w in others):
        return None
    if all(w.tag is Tag.NOUN for w in (*mine, *others)):
        return matcher.any_alike([w.lemma for w in mine], [w.lemma for w in others])
    if all(w.tag is Tag.NAME for w in (*mine, *others)):
        return False
    return None


def _heads(event: Event, parts: tuple[str, ...], prepared: Prepared) -> list[Word]:
    words = prepared.sentence.words
    phrases = [p for part in parts for p in event.parts.get(part, ())]
    return [words[q.head] for p in phrases for q in (p, *p.joined)]


def answers_elsewhere(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether what only one side denies may be answered elsewhere: "is free for students" by "companies pay".

    The other side then denies or limits something outside the event, the denial holds of "nobody" or "no shop" and the
    statement speaks of another, or "but" goes on to say what is so.
    """
    mine, other = matcher.claim.sentence, matcher.statement.sentence
    if is_denied(match.claim, mine):
        return _limits(match.statement, other) or _denies_all(match, matcher) or _denies_in_part(matcher)
    another = _goes_on(match.statement, other) and not matcher.shares_party(match, AGENT)
    return another or _limits(match.claim, mine)


def _limits(event: Event, sentence: Sentence) -> bool:
    return any(w.lower in _LIMITING and w.index not in event.negations for w in sentence.words)


def _denies_in_part(matcher: Matcher) -> bool:
    """Say whether the claim denies only "all" of it, "again", or for a day that the statement does not speak of."""
    if any(w.lower in _PARTIAL for w in matcher.claim.sentence.words):
        return True
    met = {DateRelation.EQUAL, DateRelation.ENTAILED}
    theirs = [a.value for a in matcher.statement.dates if isinstance(a.value, DateExpression)]
    mine = [a.value for a in matcher.claim.dates if isinstance(a.value, DateExpression)]
    return any(not any(relate_dates(a, b) in met for b in theirs) for a in mine)


def _denies_all(match: EventMatch, matcher: Matcher) -> bool:
    """Say whether "no shop" or "nobody" takes a part of the claim's event, and no such thing the statement's."""
    words = matcher.claim.sentence.words
    for part in (AGENT, PATIENT, "is"):
        for phrase in match.claim.parts.get(part, ()):
            if words[phrase.start].lower in _NOBODY:
                return _meets(match, part, matcher) is not True
    return False


def _goes_on(event: Event, sentence: Sentence) -> bool:
    """Say whether a denial is followed by "but": "not made by Taigao but by Samhwa" tells that it is made."""
    return is_denied(event, sentence) and any(
        w.lower in {"but", "until", "instead"} and w.index > event.head for w in sentence.words
    )
