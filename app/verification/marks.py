"""A first look: does a statement share a name or figure with the claim at all? Without one it decides nothing."""

from app.text.date_relations import DateRelation, relate_dates
from app.text.names import same_name
from app.text.quantities import QuantityRelation, relate_quantities
from app.text.tokens import fold, tokenize
from app.verification.readings import MOST_ANCHORS, Prepared

_LETTERS = 4  # "Thessaran" and "Thessara", "Danish" and "Danes" start alike


def telling_marks(claim: str) -> frozenset[str]:
    """Return the beginnings of the claim's names and figures; of all its words where it has neither."""
    words = [token for token in tokenize(claim) if token.is_word]
    marked = [w for w in words if any(c.isupper() or c.isdigit() for c in w.text)]
    return _beginnings([w.text for w in marked or words])


def shares_mark(marks: frozenset[str], text: str) -> bool:
    """Say whether the text has a word that begins like one of the marks."""
    return not marks.isdisjoint(_beginnings([token.text for token in tokenize(text) if token.is_word]))


def _beginnings(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word)[:_LETTERS] for word in words)


def shares_anchor(claim: Prepared, statement: Prepared) -> bool:
    """Say whether a name, date or figure of the claim is met by the statement or its surroundings."""
    mine, other = claim.sentence, statement.sentence
    known = [*other.names[:MOST_ANCHORS], *statement.background_names]
    if any(same_name(a.key, b.key) for a in mine.names[:MOST_ANCHORS] for b in known):
        return True
    words = {fold(word.lower) for word in other.content}
    if any(len(name.key) == 1 and name.key[0] in words for name in mine.names[:1]):
        return True
    dates = (relate_dates(a, b) for a in mine.dates[:MOST_ANCHORS] for b in other.dates[:MOST_ANCHORS])
    if any(relation in {DateRelation.EQUAL, DateRelation.ENTAILED} for relation in dates):
        return True
    counted = bool(mine.quantities) and len(other.quantities) > 1  # a figure may follow from two
    figures = (relate_quantities(a, b) for a in mine.quantities[:MOST_ANCHORS] for b in other.quantities[:MOST_ANCHORS])
    return counted or any(r in {QuantityRelation.EQUAL, QuantityRelation.ENTAILED} for r in figures)
