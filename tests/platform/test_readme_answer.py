import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.platform.project import text_of


@pytest.fixture
def seeded_service(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path / 'claimcheck.db'}"))) as client:
        yield client


def shortened_to(pattern: object, answer: object) -> object:
    """Cut an answer down to the fields and the list entries that the pattern shows."""
    if isinstance(pattern, dict) and isinstance(answer, dict):
        return {key: shortened_to(pattern[key], answer[key]) for key in pattern if key in answer}
    if isinstance(pattern, list) and isinstance(answer, list) and pattern:
        return [shortened_to(shown, given) for shown, given in zip(pattern, answer, strict=False)]
    return answer


def test_the_answer_in_the_readme_is_what_the_service_says(seeded_service: TestClient) -> None:
    block = re.search(r"```json\n(.+?)```", text_of("README.md"), re.DOTALL)
    question = re.search(r"-d '(.+?)'", text_of("README.md"))
    assert block
    assert question
    printed = json.loads(block[1])

    answer = seeded_service.post("/v1/checks", json=json.loads(question[1]))

    assert answer.status_code == 201
    assert shortened_to(printed, answer.json()) == printed
