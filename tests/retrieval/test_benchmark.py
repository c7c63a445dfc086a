"""Holds the retrieval benchmark to its sets and its peers."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from benchmarks.retrieval.sets import Collection, public_collections, suite_among_seeds
from benchmarks.retrieval.ways import bm25s_over, fused_by_ranks

ROOT = Path(__file__).parents[2]
SOURCE = Source(id="post", title="Ferry news", publisher="Post", kind=SourceKind.REPORTING, reliability=0.8)


def collection(*texts: str) -> Collection:
    return Collection(
        "made", [(Statement(id=str(at), source_id="post", text=text), SOURCE) for at, text in enumerate(texts)], {}
    )


def test_statements_that_differ_in_marks_alone_are_copies_of_the_first() -> None:
    firsts = collection('He said "no ferry sank".', "He said 'no ferry sank'.", "A ferry sank.").firsts()

    assert firsts == {"0": "0", "1": "0", "2": "2"}


def test_plain_rank_fusion_adds_inverse_ranks() -> None:
    assert fused_by_ranks([["a", "b", "c"], ["b", "c"]]) == ["b", "c", "a"]


def test_the_peer_ranks_by_stems_and_leaves_out_what_shares_none() -> None:
    rank = bm25s_over(collection("Trains were late.", "Ferries sank at the pier.", "A pier was built.").pairs)

    assert rank("The pier where a train sank") == ["1", "0", "2"]


def test_the_suite_asks_for_its_own_statements_among_the_seeds() -> None:
    own = suite_among_seeds(seeds=ROOT / "seed_data", suite=ROOT / "tests" / "quality", today=date(2026, 11, 21))

    ids = {statement.id for statement, _ in own.pairs}
    assert len(ids) == len(own.pairs) > 700
    assert all(asked.relevant <= ids for part in own.parts.values() for asked in part)
    assert {name: len(asked) for name, asked in own.parts.items()} == {"development": 600, "held out": 272}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpora: dict[str, list[dict[str, object]]] = {
        "scifact_corpus.jsonl.gz": [{"id": "7", "title": "Sleep", "sentences": ["It helps.", "Much."]}],
        "checkthat2020_claims.jsonl.gz": [{"id": "1", "title": "Was it?", "claim": "It was."}],
    }
    for name, rows in corpora.items():
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    for name, row in {
        "scifact_train": {"claim": "Sleep helps.", "cited": ["7"], "evidence": {"7": []}},
        "checkthat2020_dev": {"text": "it was", "relevant": ["1"]},
        "checkthat2020_train": {"text": "was it", "relevant": ["1"]},
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps([row]), encoding="utf-8")
    return tmp_path


def test_public_sets_are_read_with_titles_as_sources_and_ids_that_tell_no_order(folder: Path) -> None:
    scifact, checkthat = public_collections(folder)

    ((statement, source),) = scifact.pairs
    assert (statement.text, source.title) == ("It helps. Much.", "Sleep")
    assert statement.id != "7"
    assert [one.relevant for one in scifact.parts["train"]] == [{statement.id}]
    assert set(checkthat.parts) == {"dev", "train"}
