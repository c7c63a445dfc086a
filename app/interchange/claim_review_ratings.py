"""Ratings as they come: words in any length, numbers in any scale or none."""

import math
import re
from collections.abc import Mapping
from types import MappingProxyType

from app.domain.check import Verdict
from app.domain.claim_review import Rating
from app.interchange.claim_review_fields import Fields

LONGEST_LABEL = 60
"""Code points of a rating in words; longer ones are explanations: "False", "Mostly false", "Missing context"."""

USUAL_WORST, USUAL_BEST = 1.0, 5.0
"""schema.org's scale where a rating names none."""

_LABELS = {
    Verdict.SUPPORTED: "true correct accurate verdadero verdadeiro vrai wahr vero richtig supported",
    Verdict.CONTRADICTED: "false incorrect inaccurate fake falso falsa faux falsch untrue wrong hoax contradicted",
    Verdict.NOT_ENOUGH_EVIDENCE: "unproven unverified unverifiable",
}
_VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        **{label: verdict for verdict, labels in _LABELS.items() for label in labels.split()},
        "pants on fire": Verdict.CONTRADICTED,
        "not enough evidence": Verdict.NOT_ENOUGH_EVIDENCE,
        "disputed": Verdict.DISPUTED,
    }
)
"""Labels whose meaning is certain; "mostly false", "misleading" and the like are none of our verdicts."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_FIRST_SENTENCE = re.compile(r"^[^.!?:;–—|]{1,%d}?(?=\s*[.!?:;–—|]|\s+-\s)" % LONGEST_LABEL)  # noqa: UP031 - braces are the pattern's


def read_rating(review: Fields) -> Rating | None:
    """Return the rating of a review; None if it has neither words nor a number on a scale."""
    stated = review.value("reviewrating") or _misplaced(review)
    rating = review.inner("reviewrating") or _inner_of_item(review)
    if rating is None:
        return _worded(review.words(stated), None, review)
    value, worst, best = _scale(rating)
    explanation = rating.text("ratingexplanation", "description")
    words = rating.text("alternatename", "name") or _worded_value(rating) or _placed(value, best, rating)
    read = _worded(words or explanation, explanation, review)
    if read is None:
        return None
    return Rating(text=read.text, explanation=read.explanation, value=value, worst=worst, best=best)


def verdict_of(rating: Rating) -> Verdict | None:
    """Return a rating in our words, where its label leaves no doubt."""
    return _VERDICTS.get(rating.text.strip(" .!\"'“”").casefold())


def _misplaced(review: Fields) -> object:
    found = review.value("alternatename", "rating")
    if found is not None:
        review.note("The rating stood outside of reviewRating.")
    return found


def _inner_of_item(review: Fields) -> Fields | None:
    item = review.inner("itemreviewed")
    found = (
        item.inner("reviewrating") if item and review.value("reviewrating", "alternatename", "rating") is None else None
    )
    if found is not None:
        review.note("The rating stood in itemReviewed.")
    return found


def _worded(words: str | None, explanation: str | None, review: Fields) -> Rating | None:
    """Return a rating of these words: a label, or the label that a longer text begins with."""
    if words is None:
        return None
    if len(words) <= LONGEST_LABEL:
        return Rating(text=words, explanation=explanation)
    review.note("The rating was a text: its beginning is the label, the whole the explanation.")
    label = _FIRST_SENTENCE.match(words)
    text = label.group().strip() if label else _cut(words)
    return Rating(text=text, explanation=explanation if explanation and explanation != words else words)


def _cut(words: str) -> str:
    return words[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"


def _worded_value(rating: Fields) -> str | None:
    """Return a ratingValue that is a word."""
    words = rating.text("ratingvalue")
    if words is None or _number(words) is not None:
        return None
    rating.note("ratingValue held words; they are the label.")
    return words


def _placed(value: float | None, best: float | None, rating: Fields) -> str | None:
    if value is None or best is None:
        return None
    rating.note("The rating had no words; its place on the scale stands for them.")
    return f"{value:g} of {best:g}"


def _scale(rating: Fields) -> tuple[float | None, float | None, float | None]:
    """Return value, worst and best, all of them or none: half a scale says nothing."""
    stated = rating.value("ratingvalue")
    value, worst, best = (_number(rating.value(name)) for name in ("ratingvalue", "worstrating", "bestrating"))
    if value is None:
        if rating.value("bestrating", "worstrating") is not None and _number(stated) is None:
            rating.note("The scale has no value on it and was left out.")
        return None, None, None
    if best is None and worst is None:
        rating.note("The rating names no scale; schema.org's 1 to 5 holds.")
    worst, best = (USUAL_WORST if worst is None else worst), (USUAL_BEST if best is None else best)
    if -1 in (value, worst, best):
        rating.note("A number of -1 stands for no scale; it was left out.")
        return None, None, None
    if worst > best:
        rating.note("bestRating was below worstRating; they were exchanged.")
        worst, best = best, worst
    if worst == best or not worst <= value <= best:
        rating.note("ratingValue lies outside of its own scale; it was left out.")
        return None, None, None
    return value, worst, best


def _number(value: object) -> float | None:
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return number if math.isfinite(number) else None
