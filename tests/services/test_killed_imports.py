import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.services import importing_child

ROOT = Path(__file__).parents[2]
ROWS = 2_000
KILLED_PAST = 900

SAVED = {
    "source": "*",
    "statement": "*",
    "statement_vector": "*",
    "statement_words": "rowid, *",
    "store_state": "*",
    "audit": "store_revision, action, subject_kind, subject_id, before, after",  # all but the time
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    rows = (
        f"Log {n // 7},Port of Velm,primary,https://velm.example/{n // 7},Ship {n} came to quay {n % 9}.\n"
        for n in range(ROWS)
    )
    path.write_text("title,publisher,kind,url,text\n" + "".join(rows), encoding="utf-8")
    return path


@contextmanager
def importing(store: Path, file: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", importing_child.__name__, str(store), str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603  # ours
        yield child


def imported(store: Path, file: Path) -> Counter[str]:
    """Import to the end and count the outcomes."""
    with importing(store, file) as child:
        output, _ = child.communicate()
    assert child.returncode == 0
    return Counter(line.split()[1] for line in output.splitlines())


def killed(store: Path, file: Path) -> None:
    """Kill an import by SIGKILL once it has told of a line past `KILLED_PAST`."""
    with importing(store, file) as child:
        assert child.stdout is not None
        next(line for line in child.stdout if int(line.split()[0]) > KILLED_PAST)
        child.kill()
    assert child.returncode == -9


def saved(store: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(store)) as connection:
        return {
            table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()  # noqa: S608  # ours
            for table, columns in SAVED.items()
        }


def test_an_import_killed_in_the_middle_and_run_again_ends_in_the_store_of_a_clean_run(
    file: Path, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    assert imported(whole, file) == {"accepted": ROWS}

    killed(cut, file)
    kept = len(saved(cut)["statement"])
    again = imported(cut, file)

    assert KILLED_PAST < kept < ROWS
    assert again == {"unchanged": kept, "accepted": ROWS - kept}
    assert saved(cut) == saved(whole)
