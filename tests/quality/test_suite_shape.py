"""Holds both parts of the contrastive suite to the shape and the counts that its README promises."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

Record = dict[str, Any]

PARTS = ("development", "held_out")
FACETS = {"actor", "entity", "place", "quantity", "date", "polarity", "role", "scope", "modality", "arithmetic", "time"}
VERDICTS = {"supported", "contradicted", "disputed", "not_enough_evidence"}
KINDS = {"primary", "reference", "reporting", "analysis", "opinion", "social"}
MODALITIES = {"asserted", "reported", "predicted", "opinion"}
REQUIRED = {"id", "subject", "text", "publisher", "published_at", "pairs"}
OPTIONAL = {"context", "kind", "valid_from", "valid_until", "attributed_to", "modality", "unmentioned"}


@cache
def statements(part: str) -> list[Record]:
    path = Path(__file__).with_name(f"{part}.yaml")
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["statements"])


def everything() -> list[Record]:
    return [statement for part in PARTS for statement in statements(part)]


def pairs(of: list[Record]) -> list[Record]:
    return [pair for statement in of for pair in statement["pairs"]]


def paired_claims(of: list[Record]) -> list[Record]:
    return [claim for pair in pairs(of) for claim in pair["claims"]]


def unmentioned(of: list[Record]) -> list[str]:
    return [text for statement in of for text in statement.get("unmentioned", [])]


def group(statement: Record) -> str:
    return str(statement["id"]).partition("-")[0]


def dates(statement: Record) -> Iterator[object]:
    yield from (statement[key] for key in ("published_at", "valid_from", "valid_until") if key in statement)
    yield from (claim["as_of"] for claim in paired_claims([statement]) if "as_of" in claim)


def test_every_statement_has_the_fields_of_the_readme_and_no_others() -> None:
    for statement in everything():
        assert set(statement) >= REQUIRED, statement["id"]
        assert set(statement) <= REQUIRED | OPTIONAL, statement["id"]
        assert statement["pairs"], statement["id"]


def test_every_statement_is_a_sentence_of_eight_to_thirty_five_words() -> None:
    odd = [s["id"] for s in everything() if not 8 <= len(s["text"].split()) <= 35 or not s["text"].endswith(".")]
    assert odd == []


def test_kinds_modalities_and_dates_are_known_ones() -> None:
    for statement in everything():
        assert statement.get("kind", "reporting") in KINDS, statement["id"]
        assert statement.get("modality", "asserted") in MODALITIES, statement["id"]
        assert all(type(day) is date for day in dates(statement)), statement["id"]


def test_every_pair_names_a_facet_and_holds_two_claims_with_different_known_verdicts() -> None:
    for pair in pairs(everything()):
        verdicts = [claim["verdict"] for claim in pair["claims"]]
        assert pair["facet"] in FACETS, pair
        assert len(verdicts) == len(set(verdicts)) == 2, pair
        assert set(verdicts) <= VERDICTS, pair


def test_every_claim_has_a_text_and_a_verdict_and_at_most_a_day() -> None:
    for claim in paired_claims(everything()):
        assert {"text", "verdict"} <= set(claim) <= {"text", "verdict", "as_of"}, claim


def test_no_claim_is_asked_twice_for_the_same_day() -> None:
    asked = Counter((claim["text"], claim.get("as_of")) for claim in paired_claims(everything()))
    asked.update((text, None) for text in unmentioned(everything()))
    assert [claim for claim, times in asked.items() if times > 1] == []


def test_no_claim_copies_its_statement() -> None:
    for statement in everything():
        texts = [claim["text"] for claim in paired_claims([statement])] + unmentioned([statement])
        assert statement["text"] not in texts, statement["id"]


@pytest.mark.parametrize("key", ["id", "text"])
def test_no_statement_stands_twice_or_in_both_parts(key: str) -> None:
    assert [value for value, times in Counter(s[key] for s in everything()).items() if times > 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_a_group_is_held_out_if_the_hash_of_its_name_is_divisible_by_three(part: str) -> None:
    for statement in statements(part):
        held_out = int(sha256(group(statement).encode()).hexdigest(), 16) % 3 == 0
        assert held_out == (part == "held_out"), statement["id"]


@pytest.mark.parametrize("part", PARTS)
def test_statements_of_a_group_stand_together(part: str) -> None:
    groups = [group(statement) for statement in statements(part)]
    runs = 1 + sum(before != after for before, after in pairwise(groups))
    assert runs == len(set(groups))


def test_the_suite_is_large_enough_to_measure_with() -> None:
    whole = everything()
    assert len(whole) >= 110
    assert len({statement["subject"] for statement in whole}) >= 8
    assert len(pairs(whole)) >= 165
    assert len(unmentioned(whole)) >= 100
    assert len(paired_claims(whole)) + len(unmentioned(whole)) >= 430


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_facet_has_enough_pairs_in_all_and_in_each_part(facet: str) -> None:
    counts = {part: sum(pair["facet"] == facet for pair in pairs(statements(part))) for part in PARTS}
    assert sum(counts.values()) >= 18
    assert min(counts.values()) >= 5


def test_a_fair_share_is_held_out() -> None:
    share = len(statements("held_out")) / len(everything())
    assert 0.25 <= share <= 0.42


def test_enough_statements_share_their_subject_with_another() -> None:
    sizes = Counter(group(statement) for statement in everything())
    assert sum(size for size in sizes.values() if size > 1) >= 20
