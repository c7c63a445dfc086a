import subprocess
import sys

import pytest


@pytest.mark.parametrize("library", ["alembic", "psycopg", "trafilatura"])
def test_what_most_starts_do_not_need_is_not_imported(library: str, imported: set[str]) -> None:
    assert "fastapi" in imported
    assert library not in imported


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The modules that the command line has imported when it begins."""
    told = "import app.cli.commands, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return set(done.stdout.split())
