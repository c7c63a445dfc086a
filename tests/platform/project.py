"""The checkout under test, as files."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IGNORED = (ROOT / ".gitignore").read_text(encoding="utf-8")
NOT_OURS = {".git"} | set(re.findall(r"^/?([\w.]+)/?$", IGNORED, re.MULTILINE))


def text_of(path: str) -> str:
    """Return a file of the project as text."""
    return (ROOT / path).read_text(encoding="utf-8")


def pyproject() -> dict[str, object]:
    """Return pyproject.toml as read."""
    return tomllib.loads(text_of("pyproject.toml"))


def files() -> Iterator[Path]:
    """Yield every file of the project, made ones and installed ones left out."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name not in NOT_OURS and not name.endswith(".egg-info")]
        yield from (Path(folder) / name for name in names)


def documents() -> list[Path]:
    """Return every Markdown page."""
    return [path for path in files() if path.suffix == ".md"]
