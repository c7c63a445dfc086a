import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from app import __version__
from app.cli.commands import cli
from tests.api.contract_client import ROOT, committed_contract

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."


def test_a_check_explains_first_and_marks_the_deciding_words_without_colour(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["check", FOUNDING_CLAIM])

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].startswith("CONTRADICTED")
    assert "Google" in lines[1]
    assert "Mistral AI" in lines[1]
    assert "by [[Google]]." in result.stdout
    assert "[[Mistral AI]]" in result.stdout
    assert "Mistral AI: Cheaper, Better, Faster, Stronger, 2024-04-17" in result.stdout
    assert "https://mistral.ai/news/mixtral-8x22b" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_check_as_json_is_what_the_service_answers(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["check", FOUNDING_CLAIM, "--json", "--as-of", "2024-06-01"])

    check = json.loads(result.stdout)
    contract = committed_contract()
    schema = {"$ref": "#/components/schemas/CheckResponse", "components": contract["components"]}
    Draft202012Validator(schema).validate(check)
    assert (check["verdict"], check["as_of"]) == ("contradicted", "2024-06-01")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", " "], "claim: is empty"),
        (["check", "x" * 2001], "at most 2,000"),
        (["check", "a\x07b"], "control character U+0007"),
        (["check", "x", "--as-of", "2024-02-30"], "as_of: names no day"),
        (["search", ""], "words: is empty"),
    ],
)
def test_input_that_cannot_be_used_is_told_in_one_line(runner: CliRunner, arguments: list[str], told: str) -> None:
    result = runner.invoke(cli, arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_search_shows_statements_with_their_sources(runner: CliRunner) -> None:
    shown = runner.invoke(cli, ["search", "who developed Mixtral", "--limit", "1"])
    as_json = runner.invoke(cli, ["search", "who developed Mixtral", "--json"])

    assert "Mistral AI developed and released." in shown.stdout
    assert "https://mistral.ai/news/mixtral-8x22b" in shown.stdout
    assert json.loads(as_json.stdout)["items"][0]["source"]["publisher"] == "Mistral AI"


def test_search_in_a_store_without_statements_says_so(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_SEED", "false")

    assert "No stored statement" in runner.invoke(cli, ["search", "Mixtral"]).stdout


def test_seeding_twice_changes_nothing(runner: CliRunner) -> None:
    first = runner.invoke(cli, ["seed"])
    second = runner.invoke(cli, ["seed"])

    assert "Sources: 1 new" in first.stdout
    assert "Sources: 0 new, 0 changed, 1 as before" in second.stdout


@pytest.mark.parametrize("options", [[], ["--quick"]])
def test_checking_seeds_reads_them_and_writes_nothing(
    runner: CliRunner, database_path: Path, options: list[str]
) -> None:
    result = runner.invoke(cli, ["seed", "--check", *options])

    assert result.stdout == "1 sources and 1 statements can be read.\nNo warnings.\n"
    assert not database_path.exists()


def test_checking_seeds_warns_of_statements_that_contradict_one_another(runner: CliRunner, seeds: Path) -> None:
    seed_file = seeds / "mistral-ai-mixtral-8x22b.yaml"
    other = seed_file.read_text(encoding="utf-8").replace("news/", "blog/").replace("that Mistral AI", "that Google")
    (seeds / "wrong.yaml").write_text(other, encoding="utf-8")

    result = runner.invoke(cli, ["seed", "--check"])

    assert result.exit_code == 0
    assert "that Google developed and released." in result.stdout
    assert "is contradicted by" in result.stdout
    assert "1 warnings." in result.stdout


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_a_broken_seed_file_is_named_by_file_and_line(runner: CliRunner, seeds: Path, options: list[str]) -> None:
    (seeds / "broken.yaml").write_text("source:\n  title: [unclosed\nstatements: []\n", encoding="utf-8")

    result = runner.invoke(cli, ["seed", *options])

    assert result.exit_code == 1
    assert "broken.yaml" in result.stderr
    assert "line" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", [["check", "x"], ["search", "x"], ["seed"], ["serve", "--port", "0"]])
def test_a_file_that_is_no_database_is_told_in_one_line(
    runner: CliRunner, database_path: Path, command: list[str]
) -> None:
    database_path.write_text("This is a text and no database. " * 100, encoding="utf-8")

    result = runner.invoke(cli, command)

    assert result.exit_code == 1
    assert "not a SQLite database" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_setting_that_cannot_be_used_is_named(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_PORT", "eighty")

    result = runner.invoke(cli, ["serve"])

    assert result.exit_code == 2
    assert "port: must be a whole number" in result.stderr


def test_the_contract_is_written_as_it_is_committed(runner: CliRunner, tmp_path: Path) -> None:
    written = runner.invoke(cli, ["openapi", "--output", str(tmp_path / "openapi.yaml")])
    printed = runner.invoke(cli, ["openapi"])

    assert written.exit_code == 0
    committed = (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "openapi.yaml").read_text(encoding="utf-8") == printed.stdout == committed


def test_the_version_is_told(runner: CliRunner) -> None:
    assert runner.invoke(cli, ["--version"]).stdout == f"claimcheck {__version__}\n"


def test_without_a_command_the_help_is_shown(runner: CliRunner) -> None:
    shown = runner.invoke(cli, [])

    for command in ("serve", "seed", "check", "search", "openapi"):
        assert command in shown.output


def test_vectors_of_seed_files_are_written_beside_them_and_no_store_is_made(
    runner: CliRunner, seeds: Path, database_path: Path
) -> None:
    result = runner.invoke(cli, ["seed", "--vectors"])

    assert (result.exit_code, result.stdout) == (0, f"Wrote 1 vectors into {seeds / 'vectors.npz'}.\n")
    assert not database_path.exists()


def test_vectors_that_cannot_be_read_are_told_in_one_line(runner: CliRunner, seeds: Path) -> None:
    (seeds / "vectors.npz").write_bytes(b"nothing")

    result = runner.invoke(cli, ["seed"])

    assert result.exit_code == 1
    assert "vectors.npz does not hold vectors; write it anew or take it away." in result.stderr
