import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

SEED_DATA = Path(__file__).parents[2] / "seed_data"
FILES = sorted(SEED_DATA.glob("*.yaml"))
SCHEMA = json.loads((SEED_DATA / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
FOUNDING_STATEMENT = "Mixtral 8x22B is a sparse mixture-of-experts model that Mistral AI developed and released."


def dates_as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: dates_as_text(inner) for key, inner in value.items()}
        case list():
            return [dates_as_text(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


@cache
def seed(path: Path) -> Any:
    return dates_as_text(yaml.safe_load(path.read_text(encoding="utf-8")))


def problems(document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def sources() -> list[dict[str, Any]]:
    return [seed(path)["source"] for path in FILES]


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in FILES:
        for statement in seed(path)["statements"]:
            yield path.name, statement


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def example() -> dict[str, Any]:
    return {
        "source": {"title": "Notes", "publisher": "Desk", "kind": "primary", "language": "en"},
        "statements": [{"text": "The desk opened in May.", "modality": "asserted"}],
    }


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_seed_file_keeps_to_the_schema(path: Path) -> None:
    assert problems(seed(path)) == []


def test_the_smallest_complete_document_is_accepted() -> None:
    assert problems(example()) == []


def test_an_unknown_key_is_refused() -> None:
    document = example()
    document["statements"][0]["wording"] = "loose"

    assert any("wording" in problem for problem in problems(document))


def test_a_day_that_does_not_exist_is_refused() -> None:
    document = example()
    document["source"]["published_at"] = "2026-02-30"

    assert any("2026-02-30" in problem for problem in problems(document))


def test_a_blank_text_is_refused() -> None:
    document = example()
    document["statements"][0]["text"] = "  "

    assert problems(document) != []


def test_there_are_at_least_120_sources_and_600_statements() -> None:
    assert len(FILES) >= 120
    assert len(list(statements())) >= 600


def test_every_file_is_named_in_kebab_case() -> None:
    assert [path.name for path in FILES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)] == []


def test_no_two_sources_share_an_address() -> None:
    assert repeated([source["url"].rstrip("/") for source in sources() if source.get("url")]) == []


def test_a_reprint_names_an_original_other_than_itself() -> None:
    reprints = [source for source in sources() if source.get("syndicated_from")]

    assert reprints
    assert [source["title"] for source in reprints if source["syndicated_from"] == source.get("url")] == []


def test_no_statement_is_written_twice() -> None:
    assert repeated([plain(statement["text"]) for _, statement in statements()]) == []


def test_no_statement_ends_to_hold_before_it_begins() -> None:
    assert [
        (name, statement["text"])
        for name, statement in statements()
        if statement.get("valid_from") and statement.get("valid_until")
        if statement["valid_from"] > statement["valid_until"]
    ] == []


def test_every_opinion_says_whose_it_is() -> None:
    unnamed = [
        statement["text"]
        for _, statement in statements()
        if statement["modality"] == "opinion" and not statement.get("attributed_to")
    ]

    assert unnamed == []


def test_the_founding_question_is_answered_by_mistral_ai_itself() -> None:
    announcement = seed(SEED_DATA / "mistral-ai-mixtral-8x22b.yaml")

    assert announcement["source"]["publisher"] == "Mistral AI"
    assert FOUNDING_STATEMENT in [statement["text"] for statement in announcement["statements"]]


def test_nothing_is_said_on_the_tokens_mixtral_8x22b_was_trained_on() -> None:
    trained = re.compile(r"8x22b.*\btrain\w*\b.*\btokens\b|\btrain\w*\b.*8x22b.*\btokens\b", re.IGNORECASE)

    assert [statement["text"] for _, statement in statements() if trained.search(statement["text"])] == []


def test_no_statement_links_mixtral_to_google() -> None:
    assert [
        statement["text"]
        for _, statement in statements()
        if "mixtral" in statement["text"].casefold() and "google" in statement["text"].casefold()
    ] == []
