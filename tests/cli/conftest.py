"""Fixtures for the command line: a small store of its own, named by the environment."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

SEED = """\
source:
  title: Cheaper, Better, Faster, Stronger
  publisher: Mistral AI
  url: https://mistral.ai/news/mixtral-8x22b
  published_at: 2024-04-17
  kind: primary
  language: en
statements:
  - text: Mixtral 8x22B is a sparse mixture-of-experts model that Mistral AI developed and released.
    modality: asserted
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "mistral-ai-mixtral-8x22b.yaml").write_text(SEED, encoding="utf-8")
    return folder


@pytest.fixture
def database_path(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "claimcheck.db"
    monkeypatch.setenv("CLAIMCHECK_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("CLAIMCHECK_SEED_PATH", str(seeds))
    return path


@pytest.fixture
def runner(database_path: Path) -> CliRunner:
    assert not database_path.exists()
    return CliRunner()
