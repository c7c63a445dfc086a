"""Written blocks: reading them, giving them other names, keeping a part of them aside."""

import random
from pathlib import Path

import pytest

from training.contrast.names import Names
from training.dossiers import MalformedBlockError, held_out_rows, read_blocks, renamed, written_rows

SINGLE = """C: The company is Northgate Rail.
S: It sold its freight arm to Holvoet for 340 million euros.
N: company=Northgate Rail; company=Holvoet
+ Holvoet bought the freight arm of Northgate Rail.
- Northgate Rail bought the freight arm of Holvoet.
? Holvoet will cut jobs.
"""
DOSSIER = """S: Odalys Ferrant became finance minister in 2021.
S: Ferrant resigned in March 2024.
N: person=Odalys Ferrant
+? Ferrant took over the finance ministry in 2021.
?- Ferrant was still in office at the end of 2024.
"""


def blocks_of(folder: Path, *texts: str) -> Path:
    (folder / "some.txt").write_text("\n".join(texts), encoding="utf-8")
    return folder


def test_a_claim_has_one_sign_for_each_statement(tmp_path: Path) -> None:
    _, dossier = read_blocks(blocks_of(tmp_path, SINGLE, DOSSIER))
    assert [(row.label, row.statement.split()[0]) for row in dossier.rows(group="g")] == [
        ("supports", "Odalys"),
        ("neutral", "Ferrant"),
        ("neutral", "Odalys"),
        ("contradicts", "Ferrant"),
    ]


def test_the_context_stands_before_the_statement(tmp_path: Path) -> None:
    (single,) = read_blocks(blocks_of(tmp_path, SINGLE))
    assert {row.statement for row in single.rows(group="g")} == {
        "The company is Northgate Rail. It sold its freight arm to Holvoet for 340 million euros."
    }


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("* Holvoet is Belgian.", "neither C:, S:, N: nor a claim"),
        ("++ Holvoet bought the freight arm.", "one sign for each"),
        ("N: Holvoet", "kind=name"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(MalformedBlockError, match=complaint) as error:
        read_blocks(blocks_of(tmp_path, f"{SINGLE}{line}\n"))
    assert "some.txt, block 1" in str(error.value)


def test_other_names_stand_everywhere_the_old_ones_stood(tmp_path: Path) -> None:
    single, dossier = read_blocks(blocks_of(tmp_path, SINGLE, DOSSIER))
    names = Names(random.Random(1), unseen=False)
    for block, old in ((single, "Holvoet"), (dossier, "Ferrant")):
        other = renamed(block, names)
        said = [*other.statements, *(claim for _, claim in other.claims)]
        assert not any(old in text for text in said)
        assert [signs for signs, _ in other.claims] == [signs for signs, _ in block.claims]
        (_, new), *_ = reversed(other.names)
        assert sum(new.split()[-1] in text for text in said) == sum(
            old in text for text in [*block.statements, *(claim for _, claim in block.claims)]
        )


def test_what_is_held_out_is_never_trained_on() -> None:
    blocks = read_blocks()
    held_out = {row.statement for row in held_out_rows(blocks)}
    assert held_out
    assert not held_out & {row.statement for row in written_rows(blocks, copies=0, seed=1)}


def test_the_written_blocks_lean_to_no_stance() -> None:
    signs = [sign for block in read_blocks() if len(block.statements) == 1 for told, _ in block.claims for sign in told]
    for sign in "+-?":
        assert 0.2 < signs.count(sign) / len(signs) < 0.5
