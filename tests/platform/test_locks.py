import re

import pytest

from tests.platform.project import pyproject, text_of

LOCKS = ["requirements/build.txt", "requirements/runtime.txt", "requirements/development.txt"]
Pins = dict[tuple[str, str], str]


def pins(lock: str) -> Pins:
    """Return version by (name, marker)."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", text_of(lock), re.MULTILINE)
    return {(name, marker): version for name, version, marker in found}


def names(lock: str) -> set[str]:
    return {name for name, _ in pins(lock)}


def required(requirements: object) -> set[str]:
    assert isinstance(requirements, list)
    return {re.split(r"[^A-Za-z0-9_.-]", item)[0].lower().replace("_", "-") for item in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_a_hash_or_a_comment(lock: str) -> None:
    strays = [
        line
        for line in text_of(lock).splitlines()
        if not re.fullmatch(r"#.*| {4}--hash=sha256:[0-9a-f]{64}( \\)?|[a-z0-9-]+==\S+( ; .+)? \\", line)
    ]

    assert strays == []
    assert pins(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    assert not re.search(r"== *\S+[^\n]*\\\n(?! {4}--hash)", text_of(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in text_of(lock)
    assert "index-url" not in text_of(lock)


def test_tests_run_on_the_versions_that_are_served() -> None:
    development = pins("requirements/development.txt")

    assert {pin: development.get(pin) for pin in pins("requirements/runtime.txt")} == pins("requirements/runtime.txt")


def test_every_dependency_of_the_project_is_locked() -> None:
    project = pyproject()["project"]
    assert isinstance(project, dict)

    assert required(project["dependencies"]) <= names("requirements/runtime.txt")
    assert required(project["optional-dependencies"]["dev"]) <= names("requirements/development.txt")


def test_what_builds_the_project_is_locked() -> None:
    build_system = pyproject()["build-system"]
    assert isinstance(build_system, dict)

    assert (
        required(build_system["requires"]) <= names("requirements/build.txt") <= names("requirements/development.txt")
    )
