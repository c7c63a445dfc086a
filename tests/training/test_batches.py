"""Batches: every pair once, kin together, an order that the seed fixes."""

from collections import defaultdict

from training.batches import batches_of_like_length

FAMILIES = [f"statement {at % 300}" for at in range(3_000)]
LENGTHS = [20 + (at % 300) // 3 for at in range(3_000)]


def test_every_pair_is_read_once() -> None:
    plan = batches_of_like_length(LENGTHS, FAMILIES, size=32, seed=1)

    assert sorted(at for batch in plan for at in batch) == list(range(3_000))


def test_kin_are_read_in_one_batch_or_two() -> None:
    batches_of: dict[str, set[int]] = defaultdict(set)
    for number, batch in enumerate(batches_of_like_length(LENGTHS, FAMILIES, size=32, seed=1)):
        for at in batch:
            batches_of[FAMILIES[at]].add(number)

    assert max(map(len, batches_of.values())) <= 2
    assert sum(map(len, batches_of.values())) < 1.5 * len(batches_of)


def test_the_pairs_of_a_batch_are_of_like_length() -> None:
    spreads = [
        max(LENGTHS[at] for at in batch) - min(LENGTHS[at] for at in batch)
        for batch in batches_of_like_length(LENGTHS, FAMILIES, size=32, seed=1)
    ]

    assert max(spreads) <= 10 < max(LENGTHS) - min(LENGTHS)


def test_the_seed_alone_fixes_the_order() -> None:
    one, again, other = (batches_of_like_length(LENGTHS, FAMILIES, size=32, seed=seed) for seed in (1, 1, 2))

    assert one == again != other
