"""States that may last beyond the day a statement tells of: who was mayor in 2015 may still be so in 2016."""

from app.text.date_expression import DateBound, DateExpression
from app.text.tagging import Tag
from app.verification.events import Event
from app.verification.modality import is_denied
from app.verification.readings import Anchor, Prepared
from app.verification.words import Thesaurus

_STATES = frozenset("own keep stay live lie base include".split())
_BEING = frozenset({"be", "remain", "stay"})
_LINGERING = frozenset("still already yet longer ever remain remained".split())


def lasts(anchor: Anchor, told: DateExpression, claim: Prepared, thesaurus: Thesaurus) -> bool:
    """Say whether the claim gives no rival date: it tells of a later state, or of what did not happen on its day."""
    mine = anchor.value
    if not isinstance(mine, DateExpression) or mine.earliest is None or told.latest is None:
        return False
    if any(is_denied(slot.event, claim.sentence) for slot in anchor.slots):
        return True  # what did not happen then may have happened when the statement says
    if mine.earliest <= told.latest or mine.bound is DateBound.SINCE:
        return False
    lingering = any(w.lower in _LINGERING for w in claim.sentence.words)
    return lingering or any(_is_state(slot.event, claim, thesaurus) for slot in anchor.slots)


def _is_state(event: Event, claim: Prepared, thesaurus: Thesaurus) -> bool:
    if event.is_noun:
        return False
    if event.lemmas[-1] in _BEING:
        return bool(event.parts.get("is"))
    done = event.clause is not None and claim.sentence.words[event.clause.start].lower == "had"
    perfect = done and event.clause is not None and claim.sentence.words[event.clause.head].tag is Tag.PAST
    return perfect or any(thesaurus.classes.classes(lemma) & _STATES for lemma in event.lemmas)
