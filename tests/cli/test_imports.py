import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.commands import cli
from app.storage.database import Database
from app.text.tokens import index_terms
from tests.services.full_store import fill

MAKER = "Mixtral 8x22B was developed by Mistral AI."


def line(text: str = MAKER, **source: Any) -> str:
    described = {"title": "Announcement", "publisher": "Mistral AI", "kind": "primary"} | source
    return json.dumps({"source": described, "statements": [{"text": text}]}) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.jsonl"
    path.write_text(line() + line("Velm is a port.", url="https://velm.example"), encoding="utf-8")
    return path


def test_what_is_exported_and_taken_in_elsewhere_is_exported_the_same(
    runner: CliRunner, file: Path, tmp_path: Path
) -> None:
    runner.invoke(cli, ["seed"])
    taken = runner.invoke(cli, ["import", str(file)])
    exported = runner.invoke(cli, ["export", "--output", str(tmp_path / "all.jsonl")])
    elsewhere = ["--database-url", f"sqlite:///{tmp_path}/elsewhere.db"]
    again = runner.invoke(cli, ["import", str(tmp_path / "all.jsonl"), *elsewhere])
    printed = runner.invoke(cli, ["export", "sources", *elsewhere])

    assert taken.stdout == "2 lines: 2 accepted, 0 updated, 0 unchanged, 0 rejected.\n"
    assert exported.exit_code == 0
    assert again.stdout == "3 lines: 3 accepted, 0 updated, 0 unchanged, 0 rejected.\n"
    assert printed.stdout_bytes == (tmp_path / "all.jsonl").read_bytes()
    assert len(printed.stdout_bytes.splitlines()) == 3


def test_a_store_of_everything_makes_the_round_trip_whole_and_kind_by_kind(runner: CliRunner, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/full.db"
    with closing(Database(url, terms=index_terms)) as database:
        database.migrate()
        fill(database)

    def exported(store: str, *arguments: str) -> bytes:
        result = runner.invoke(cli, ["export", *arguments, "--database-url", store])
        assert result.exit_code == 0, result.stderr
        return result.stdout_bytes

    def take(store: str, name: str, content: bytes) -> None:
        (tmp_path / name).write_bytes(content)
        result = runner.invoke(cli, ["import", str(tmp_path / name), "--database-url", store])
        assert result.exit_code == 0, result.stderr

    everything = exported(url, "all")
    whole, parts = (f"sqlite:///{tmp_path}/{name}.db" for name in ("whole", "parts"))
    take(whole, "all.jsonl", everything)
    for kind in ("audit", "sources", "checks", "documents", "reviews", "claim-reviews", "quarantine"):
        take(parts, f"{kind}.csv", exported(url, kind, "--format", "csv"))

    assert exported(whole, "all") == everything
    assert exported(parts, "all") == everything


def test_importing_again_changes_nothing(runner: CliRunner, file: Path) -> None:
    runner.invoke(cli, ["import", str(file)])

    assert "0 accepted, 0 updated, 2 unchanged" in runner.invoke(cli, ["import", str(file)]).stdout


def test_standard_input_is_taken_in(runner: CliRunner, file: Path) -> None:
    result = runner.invoke(cli, ["import", "-", "--format", "jsonl"], input=file.read_bytes())

    assert "2 accepted" in result.stdout


def test_rejected_lines_are_told_and_the_exit_code_says_so(runner: CliRunner, file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "{}\n" * 30, encoding="utf-8")

    result = runner.invoke(cli, ["import", str(file)])

    assert result.exit_code == 1
    assert "2 accepted, 0 updated, 0 unchanged, 30 rejected" in result.stdout
    assert "claimcheck: line 3: must hold one of the keys source" in result.stderr
    assert "claimcheck: and 10 more lines" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["import", "nowhere.jsonl"], 1, "nowhere.jsonl cannot be read: No such file"),
        (["import", "."], 2, "It is not clear what . is; say --format"),
        (["import", ".", "--format", "jsonl"], 1, ". cannot be read: Is a directory"),
        (["export", "--output", "nowhere/at/all.jsonl"], 1, "cannot be written: No such file"),
    ],
)
def test_files_that_cannot_be_used_are_told_in_one_line(
    runner: CliRunner, arguments: list[str], code: int, told: str
) -> None:
    result = runner.invoke(cli, arguments)

    assert result.exit_code == code
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_array_is_refused_as_a_whole(runner: CliRunner, file: Path) -> None:
    file.write_text("[" + line() + "]", encoding="utf-8")

    result = runner.invoke(cli, ["import", str(file)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert "one object a line" in result.stderr
