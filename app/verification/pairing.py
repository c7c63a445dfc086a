"""Which of a statement's names, figures and dates stand together: "Lundhaven in 2016, Miyabe in 2024"."""

from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.date_expression import DateExpression
from app.text.date_relations import DateRelation, relate_dates
from app.text.names import Name, same_name
from app.text.quantities import QuantityRelation, relate_quantities
from app.text.quantity import Quantity
from app.verification.findings import Finding, Weight
from app.verification.readings import Anchor, Prepared

_GOOD_DATES = {DateRelation.EQUAL, DateRelation.ENTAILED}
_GOOD_QUANTITIES = {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}


def compare_pairings(claim: Prepared, statement: Prepared) -> Iterator[Finding]:
    """Yield a finding for each date that the claim pairs with another name or figure than the statement does.

    Crossed means: in the statement the claim's date has a nearer partner of the same kind, and the claim's partner a
    nearer date, so that the two do not belong together.
    """
    for mine in claim.dates:
        partner = _nearest(mine, [*claim.names, *claim.quantities])
        if partner is None:
            continue
        found = _crossed(mine, partner, statement)
        if found is not None:
            date_there, other = found
            message = (
                f'the statement has {date_there.span.text} with "{other.span.text}", not with "{partner.span.text}"'
            )
            yield Finding(Weight.DIFFERS, Facet.DATE, mine.span, other.span, message)


def _crossed(mine: Anchor, partner: Anchor, statement: Prepared) -> tuple[Anchor, Anchor] | None:
    dates = [d for d in statement.dates if _dates_agree(mine, d)]
    same_kind = [*statement.names] if isinstance(partner.value, Name) else [*statement.quantities]
    partners = [p for p in same_kind if _agree(partner, p)]
    if len(dates) != 1 or len(partners) != 1 or len(statement.dates) < 2 or len(same_kind) < 2:
        return None
    nearest = _nearest(dates[0], same_kind)
    nearest_date = _nearest(partners[0], statement.dates)
    if nearest is None or nearest is partners[0] or nearest_date is dates[0] or _agree(partner, nearest):
        return None
    close = (
        _distance(dates[0].span, nearest.span) <= _CLOSE
        and nearest_date is not None
        and (_distance(partners[0].span, nearest_date.span) <= _CLOSE)
    )
    return (dates[0], nearest) if close else None


_CLOSE = 6  # code points between a figure and its date: " in ", " (", ", "


def _nearest(anchor: Anchor, others: "list[Anchor] | tuple[Anchor, ...]") -> Anchor | None:
    return min(
        (o for o in others if o is not anchor),
        key=lambda o: (_distance(anchor.span, o.span), o.span.start),
        default=None,
    )


def _distance(left: Span, right: Span) -> int:
    return max(left.start, right.start) - min(left.end, right.end)


def _dates_agree(left: Anchor, right: Anchor) -> bool:
    a, b = left.value, right.value
    return isinstance(a, DateExpression) and isinstance(b, DateExpression) and relate_dates(a, b) in _GOOD_DATES


def _agree(left: Anchor, right: Anchor) -> bool:
    a, b = left.value, right.value
    if isinstance(a, Name) and isinstance(b, Name):
        return same_name(a.key, b.key) > 0
    return isinstance(a, Quantity) and isinstance(b, Quantity) and relate_quantities(a, b) in _GOOD_QUANTITIES
