from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFileError
from app.interchange.seed_files import Seed, read_seed_files

GOOD = """\
source:
  title: Yearbook
  publisher: Port of Velm
  url: https://velm.example/yearbook
  kind: primary
statements:
  - text: Twelve ships came.
    context: In 2024.
    valid_from: 2024-01-01
"""


def read(folder: Path, **files: str) -> list[Seed]:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return read_seed_files(folder)


def lines_of(refusal: pytest.ExceptionInfo[UnreadableFileError]) -> list[str]:
    return str(refusal.value).splitlines()[1:]


def test_ids_depend_on_url_and_text_alone(tmp_path: Path) -> None:
    [one] = read(tmp_path, a=GOOD)
    (tmp_path / "a.yaml").unlink()
    [other] = read(tmp_path, b=GOOD.replace("Yearbook", "Almanac").replace("In 2024", "Last year"))

    assert (one.source.id, one.statements[0].id) == (other.source.id, other.statements[0].id)
    assert one.source.id != read(tmp_path, b=GOOD.replace("yearbook", "other"))[0].source.id


def test_the_id_of_a_source_without_a_url_comes_from_the_name_of_its_file(tmp_path: Path) -> None:
    without = GOOD.replace("https://velm.example/yearbook", "null")

    one, other = read(tmp_path, a=without, b=without)

    assert one.source.id != other.source.id


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  title: Yearbook\n", "", "line 2: title is missing."),
        ("title: Yearbook", "title:", "line 2: title is missing."),
        ("title: Yearbook", "title: 2024", "line 2: title must be text; put it in quotes."),
        ("title: Yearbook", "title: [a, b]", "line 2: title must be text; put it in quotes."),
        ("title: Yearbook", "titel: Yearbook", "line 2: the key 'titel' is not known; use title, publisher"),
        ("title: Yearbook", "title: A\n  title: B", "line 3: the key 'title' is here a second time; keep one."),
        ("title: Yearbook", 'title: "half \\uD800"', "line 2: title holds U+D800, half of a surrogate pair"),
        ("title: Yearbook", "title: 'Year", "is not YAML"),
        ("url: https", "url: ftp", "line 4: url must be a web address"),
        ("kind: primary", "kind: rumour", "line 5: kind must be one of primary, reference, reporting"),
        ("kind: primary", "kind: primary\n  reliability: high", "line 6: reliability must be a plain number"),
        ("kind: primary", "kind: primary\n  reliability: 1.5", "line 6: reliability must be a number from 0 to 1."),
        ("kind: primary", "kind: primary\n  reliability: .nan", "line 6: reliability must be a plain number"),
        ("kind: primary", "kind: primary\n  published_at: 2023-02-29", "line 6: published_at must be a day of the"),
        ("kind: primary", "kind: primary\n  published_at: 20230228", "line 6: published_at must be a day"),
        ("kind: primary", "kind: primary\n  syndicated_from: https://x.example/", "line 6: syndicated_from is the url"),
        (
            "kind: primary",
            "kind: primary\n  syndicated_from: https://velm.example/yearbook",
            "line 6: syndicated_from names the source itself",
        ),
        ("text: Twelve ships came.", "text: ' '", "line 7: text is empty"),
        ("  - text: Twelve ships came.\n    context", "  - context", "line 7: text is missing."),
        ("context: In 2024.", "modality: sung", "line 8: modality must be one of asserted, reported"),
        ("2024-01-01", "2024-01-01\n    valid_until: 2023-01-01", "line 10: valid_until is before valid_from"),
        ("2024-01-01", "2024-01-01\n  - text: Twelve ships came.", "line 10: text is the same as on line 7; keep one."),
        (
            "  - text: Twelve ships came.\n    context: In 2024.\n    valid_from: 2024-01-01\n",
            "  []",
            "at least one item",
        ),
        ("  - text", "    text", "line 7: statements must be a list with at least one item."),
        ("statements:", "claims:", "line 6: the key 'claims' is not known; use source, statements."),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD

    with pytest.raises(UnreadableFileError) as refusal:
        read(tmp_path, broken=GOOD.replace(old, new), good=GOOD.replace("yearbook", "other"))

    assert any(message in line for line in lines_of(refusal))
    assert all(line.startswith("broken.yaml, line ") for line in lines_of(refusal))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: is empty"),
        (b"# nothing\n", "line 1: is empty"),
        (b"- a\n- b\n", "line 1: must be a mapping with the keys source, statements."),
        (b"a\nb: \xff\n", "line 2: is not UTF-8"),
        (b"a: 1\nb: \x07\n", "line 2: holds a character that YAML forbids"),
        (b"a: 1\n---\nb: 2\n", "is not YAML"),
        (b"a: &x [*x]\n", "the key 'a' is not known"),
        (b"? [1, 2]\n: b\n", "is not known"),
        (b"\xef\xbb\xbfsource: 1\n", "line 1: statements is missing."),
        (b"[" * 5_000, "line 1: is nested too deeply"),
    ],
)
def test_a_file_that_is_no_seed_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "broken.yaml").write_bytes(content)

    with pytest.raises(UnreadableFileError) as refusal:
        read_seed_files(tmp_path)

    assert any(message in line for line in lines_of(refusal))


def test_every_problem_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read(tmp_path, a=GOOD.replace("primary", "x"), b=GOOD.replace("Twelve ships came.", "''"))

    assert [problem.field for problem in refusal.value.problems] == ["a.yaml:5", "b.yaml:7"]


def test_a_url_in_two_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"b\.yaml, line 4: url is already that of a\.yaml"):
        read(tmp_path, a=GOOD, b=GOOD)


def test_a_folder_without_seed_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="holds no seed file"):
        read_seed_files(tmp_path / "nowhere")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(start=0, length=0, instead="\x85")
@given(start=st.integers(0, len(GOOD)), length=st.integers(0, 30), instead=st.text(max_size=8))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, start: int, length: int, instead: str) -> None:
    damaged = GOOD[:start] + instead + GOOD[start + length :]
    (tmp_path / "a.yaml").write_bytes(damaged.encode("utf-8", "surrogatepass"))
    try:
        sources = [one.source.publisher for one in read_seed_files(tmp_path)]
    except UnreadableFileError as refusal:
        sources = []
        refused = [problem.field for problem in refusal.problems]
    else:
        refused = []

    assert len(sources) == 1 or refused
    assert all(field.startswith("a.yaml:") for field in refused)
