import re
from pathlib import Path

import app
from tests.platform.project import NOT_OURS, ROOT, documents, files, text_of

# Spelled in parts, so that this file is not itself a find.
REGISTRIES = re.compile(
    "|".join([r"py" + r"pi\.org", "python" + "hosted", r"registry\." + r"npmjs", r"deb\." + r"debian\.org"])
)
MAP_LINE = re.compile(r"^(?P<indent> *)(?P<name>[\w.]+)(?P<slash>/?)(?: {2,}\S.*)?$")


def links(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [target for target in targets if not re.match(r"[a-z]+:|#", target)]


def folder_map() -> set[str]:
    """Return the paths that ARCHITECTURE.md draws, folders with a slash at their end."""
    block = re.search(r"```text\n(.+?)```", text_of("ARCHITECTURE.md"), re.DOTALL)
    assert block
    paths: set[str] = set()
    parent = ""
    for line in filter(None, map(MAP_LINE.match, block[1].splitlines())):
        name = line["name"] + line["slash"]
        paths.add(parent + name if line["indent"] else name)
        parent = parent if line["indent"] else name
    return paths


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in documents()
        for link in links(page)
        if not (page.parent / link.split("#")[0]).exists()
    ]

    assert broken == []


def test_the_folder_map_shows_every_folder_and_nothing_else() -> None:
    folders = {f"{path.name}/" for path in ROOT.iterdir() if path.is_dir() and path.name not in NOT_OURS}
    folders = {name for name in folders if not name.startswith(".") and not name.endswith(".egg-info/")}
    rooms = {f"app/{path.name}/" for path in (ROOT / "app").iterdir() if path.is_dir() and path.name not in NOT_OURS}
    modules = {f"app/{path.name}" for path in (ROOT / "app").glob("*.py") if path.name != "__init__.py"}

    assert folder_map() == folders | rooms | modules


def test_every_decision_is_in_the_index() -> None:
    decisions = {path.name for path in (ROOT / "docs/adr").glob("0*.md")}

    assert decisions
    assert set(links(ROOT / "docs/adr/README.md")) >= decisions


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"^## \[(Unreleased|{re.escape(app.__version__)})\]", text_of("CHANGELOG.md"), re.MULTILINE)


def test_no_file_names_the_host_of_a_package_registry() -> None:
    finds = [
        str(path.relative_to(ROOT))
        for path in files()
        if path.stat().st_size < 2_000_000 and REGISTRIES.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]

    assert finds == []


def test_the_examples_for_contributors_are_the_code_itself() -> None:
    excerpts = re.findall(r"^`(\S+)`:\n\n```python\n(.+?)```", text_of("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)

    assert len(excerpts) == text_of("CONTRIBUTING.md").count("```python")
    assert [path for path, excerpt in excerpts if excerpt not in text_of(path)] == []
