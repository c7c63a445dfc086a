import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.platform.project import ROOT

LONGEST_MODULE = 300


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_domain_knows_only_itself_and_the_standard_library() -> None:
    strangers = {
        (module.name, name)
        for module in (ROOT / "app/domain").rglob("*.py")
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("app.domain")
    }

    assert strangers == set()


def test_modules_stay_short_enough_to_read_at_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "app").rglob("*.py")
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "common", "core", "manager", "base", "misc"}

    assert {
        str(path) for path in (ROOT / "app").rglob("*.py") if path.stem in vague or path.parent.name in vague
    } == set()
