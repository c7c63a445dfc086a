"""One order out of the order by words and the order by meaning."""

from collections.abc import Iterable, Sequence

Scored = Sequence[tuple[str, float]]
"""Ids with scores, best first."""

RANK_OFFSET = 10
"""How gently a rank loses weight: 1 / (offset + rank). Chosen on two public sets together, see docs/retrieval.md."""


def fuse(*orders: Scored, offset: int = RANK_OFFSET) -> Scored:
    """Return every id of the orders with a score of 0 to 1, best first; a tie goes to the earlier order.

    Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009); 1 is first place in every order.
    """
    first_place_everywhere = len(orders) / (offset + 1)
    sums: dict[str, float] = {}
    for order in orders:
        for rank, id_ in enumerate(_ids(order), start=1):
            sums[id_] = sums.get(id_, 0.0) + 1 / (offset + rank)
    fused = {id_: sum_ / first_place_everywhere for id_, sum_ in sums.items()}
    return sorted(fused.items(), key=lambda pair: -pair[1])  # stable: ties stay as the first order has them


def _ids(order: Scored) -> Iterable[str]:
    return (id_ for id_, _ in order)
