"""The order in which pairs are read: in batches of like length, kin together."""

import random
from collections import defaultdict
from collections.abc import Sequence

POOL = 64
"""Batches that are sorted by length together: more is faster, fewer is more random."""


def batches_of_like_length(lengths: Sequence[int], families: Sequence[str], *, size: int, seed: int) -> list[list[int]]:
    """Plan one pass: every index once, in batches of like length, in an order fixed by the seed.

    Members of a family stay together, in one batch or two of like length: pairs that differ in one thing
    are then weighed against each other in one step, where what they share cannot lower the loss (Dua et al. 2021,
    "Learning with Instance Bundles for Reading Comprehension").
    """
    chance = random.Random(seed)
    members: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(families):
        members[name].append(at)
    order = list(members.values())
    chance.shuffle(order)
    batches: list[list[int]] = []
    pool: list[list[int]] = []
    for number, family in enumerate(order, 1):
        pool.append(family)
        if sum(map(len, pool)) >= size * POOL or number == len(order):
            batches += _cut(sorted(pool, key=lambda some: max(lengths[at] for at in some)), size, chance)
            pool = []
    return batches


def _cut(families: Sequence[Sequence[int]], size: int, chance: random.Random) -> list[list[int]]:
    flat = [at for family in families for at in family]
    cut = [flat[at : at + size] for at in range(0, len(flat), size)]
    chance.shuffle(cut)
    return cut
