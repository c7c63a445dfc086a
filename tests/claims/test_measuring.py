from datetime import date

import pytest

from app.domain.document import ClaimKind
from app.domain.evidence import Span
from benchmarks.claims.figures import Found, average_precision, f1, likeness, tally
from benchmarks.claims.sentences import PARTS, Expected, Group, read_groups


def test_the_set_is_large_and_each_group_stands_in_the_part_its_name_says() -> None:
    groups = {part: read_groups(part) for part in PARTS}

    assert sum(len(group.sentences) for part in PARTS for group in groups[part]) >= 300
    assert all(group.part == part for part in PARTS for group in groups[part])
    assert not {group.name for group in groups["development"]} & {group.name for group in groups["held_out"]}


def test_a_tally_counts_what_is_found_where_it_stands() -> None:
    expected = (Expected("Velm closed a quay.", ClaimKind.FACTUAL), Expected("Velm opened a pier.", ClaimKind.FACTUAL))
    group = Group("velm", date(2024, 1, 1), (("Velm closed a quay and opened a pier.", expected),))

    def way(text: str, _: date) -> list[Found]:
        span = Span.of(text, 0, 18)
        return [
            Found("Velm closed a quay.", ClaimKind.FACTUAL, span),
            Found("Velm opened the pier.", ClaimKind.OPINION, Span(19, 30, "elsewhere")),
        ]

    counts = tally([group], way)

    assert (counts.expected, counts.found, counts.exact, counts.near) == (2, 2, 1, 1)
    assert (counts.right_kind, counts.displaced) == (1, 1)


@pytest.mark.parametrize(("left", "right", "score"), [("A b.", "a B", 1.0), ("a b", "c d", 0.0), ("a b", "a c", 0.5)])
def test_likeness_is_the_f1_of_words(left: str, right: str, score: float) -> None:
    assert likeness(left, right) == score


def test_average_precision_gives_nothing_for_ties() -> None:
    assert average_precision([(1.0, True), (0.5, False)]) == 1.0
    assert average_precision([(1.0, True), (1.0, False)]) == 0.5
    assert average_precision([]) == 0.0


def test_f1_balances_precision_and_recall() -> None:
    assert f1([(True, True), (True, False), (False, True)]) == 0.5
