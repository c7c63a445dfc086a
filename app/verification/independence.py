"""Which pieces of evidence stand on their own: ten reprints are one source."""

from collections.abc import Sequence

from app.domain.evidence import Evidence
from app.text.similarity import near_duplicate


def independent_groups(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Group evidence that goes back to one origin: one source, one syndication, or nearly the same words."""
    groups: list[list[Evidence]] = []
    for piece in evidence:
        kin = [g for g in groups if any(_same_origin(piece, other) for other in g)]
        groups = [g for g in groups if g not in kin] + [[*(other for g in kin for other in g), piece]]
    return groups


def _same_origin(left: Evidence, right: Evidence) -> bool:
    if left.source.id == right.source.id or left.source.publisher == right.source.publisher:
        return True
    origins = {left.source.syndicated_from or left.source.id} & {right.source.syndicated_from or right.source.id}
    return bool(origins) or near_duplicate(left.statement.text, right.statement.text)
