import re
import shutil
import subprocess

import pytest

from tests.platform.project import ROOT, documents, text_of


def targets() -> set[str]:
    declared = re.search(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)
    assert declared
    return set(declared[1].split())


def test_every_target_that_the_docs_name_exists() -> None:
    named = {
        (target, page.name)
        for page in documents()
        for target in re.findall(r"(?:^\s*|`)make ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert named
    assert {(target, page) for target, page in named if target not in targets()} == set()


def test_every_target_is_named_in_the_readme() -> None:
    assert {target for target in targets() if f"make {target}" not in text_of("README.md")} == set()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_help_explains_every_target() -> None:
    listing = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 - whichever make runs this

    assert set(re.findall(r"^  make ([a-z-]+) +\S", listing, re.MULTILINE)) == targets()


def test_ci_runs_what_a_developer_runs() -> None:
    assert text_of(".ci/run").rstrip().endswith("exec make test")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
