"""Pairs written by hand: statements like those of newspapers, with claims they support, contradict or leave open.

They lie in `written/*.txt`, plain text, a blank line between blocks. A block has one statement or several:

    C: a context for the statements, now and then
    S: a statement
    N: company=Northgate Rail; person=Odalys Ferrant
    + a claim that it supports
    - a claim that it contradicts
    ? a claim that it leaves open

With several statements, a claim has one sign for each of them, in their order: `+?-`. Names under `N` are invented;
they can be replaced by others, so that one block gives many and no name is learned by heart.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.contrast.names import Names
from training.rows import Row, share

WRITTEN = Path(__file__).with_name("written")

ECHO_SHARE = 0.3
"""How many claims that a statement leaves open are stated beside it once: so that no wording gives silence away."""

HELD_OUT_SHARE = 0.12
"""The part of the blocks that is never trained on, but measured with."""

SIGNS = {"+": "supports", "-": "contradicts", "?": "neutral"}

CLAIM = re.compile(r"([+?-]+) (\S.*)")
NAME = re.compile(r"(?P<kind>\w+)=(?P<name>.+)")


class MalformedBlockError(ValueError):
    """A line of a written file that cannot be read; says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Block:
    """Statements that stand together, their names as (kind, name), and claims with a sign for each statement."""

    context: str
    statements: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]

    def rows(self, *, group: str) -> Iterator[Row]:
        """Yield one row for each claim and statement."""
        several = len(self.statements) > 1
        for signs, claim in self.claims:
            for sign, statement in zip(signs, self.statements, strict=True):
                said = f"{self.context} {statement}".strip()
                yield Row(claim, said, SIGNS[sign], "written_beside" if several else "written", group)

    @property
    def held_out(self) -> bool:
        """Tell whether the block belongs to the part that is only measured with."""
        return share(f"written|{self.statements[0]}") < HELD_OUT_SHARE


def kinds(folder: Path = WRITTEN) -> list[str]:
    """Return the kinds of blocks, alphabetically: a file's name up to its first dash tells what is in it."""
    return sorted({file.name.partition("-")[0] for file in folder.glob("*.txt")})


def read_blocks(folder: Path = WRITTEN, *, kind: str | None = None) -> list[Block]:
    """Read every block, or those of a kind, files in the order of their names. Raises `MalformedBlockError`."""
    return [
        _block(text, f"{file.name}, block {number}")
        for file in sorted(folder.glob(f"{kind}-*.txt" if kind else "*.txt"))
        for number, text in enumerate(re.split(r"\n\s*\n", file.read_text(encoding="utf-8").strip()), 1)
    ]


def written_rows(blocks: Sequence[Block], *, copies: int, seed: int) -> list[Row]:
    """Return the rows of the blocks for training: once as they are, and `copies` times under other names."""
    chance = random.Random(seed)
    names = Names(chance, unseen=False)
    rows: list[Row] = []
    for number, block in enumerate(block for block in blocks if not block.held_out):
        for again in range(copies + 1):
            rows += (renamed(block, names) if again else block).rows(group=f"written-{number}")
        rows += _echoes(block, chance, group=f"written-{number}")
    return rows


def _echoes(block: Block, chance: random.Random, *, group: str) -> Iterator[Row]:
    """State now and then, beside a single statement, what it leaves open: then it supports that."""
    for signs, claim in block.claims:
        if signs == "?" and chance.random() < ECHO_SHARE:
            said = f"{block.context} {block.statements[0]}".strip()
            yield Row(claim, chance.choice((f"{said} {claim}", f"{claim} {said}")), "supports", "written_echo", group)


def held_out_rows(blocks: Sequence[Block]) -> list[Row]:
    """Return the rows that are only measured with."""
    kept = (block for block in blocks if block.held_out)
    return [row for number, block in enumerate(kept) for row in block.rows(group=f"written-held-out-{number}")]


def renamed(block: Block, names: Names) -> Block:
    """Give the same block under other names: one telling word of each name changes, wherever it stands."""
    for kind, name in block.names:
        for word in name.split() if kind == "person" else _telling(name)[:1]:
            block = _replaced(block, word, names)
    return block


def _replaced(block: Block, word: str, names: Names) -> Block:
    """Replace a word that only names; leave the block as it is where the word, or its stem, does something else too."""
    everything = " ".join((block.context, *block.statements, *(claim for _, claim in block.claims)))
    if not re.fullmatch(r"[A-Z][\w\u00c0-\u017f]{3,}", word) or re.search(rf"\b{word.casefold()}", everything):
        return block
    new = names.draw("person").split()[1]
    if re.search(rf"\b{word[:5]}(?!{word[5:]})", everything) or new in everything:
        return block

    def swap(text: str) -> str:
        return re.sub(rf"\b{word}", new, text)

    return Block(
        context=swap(block.context),
        statements=tuple(swap(statement) for statement in block.statements),
        names=tuple((kind, swap(name)) for kind, name in block.names),
        claims=tuple((signs, swap(claim)) for signs, claim in block.claims),
    )


def _telling(name: str) -> list[str]:
    """Return the words of a name by which it is known, the first first: no articles, no short words."""
    words = re.findall(r"[A-Z][^\W\d_]{3,}", name)
    return [word for word in words if word not in _COMMON]


_COMMON = frozenset(
    "The North South East West Great Saint Mount Lake Port Real House Last Club Bank City University".split()
)


def _block(text: str, where: str) -> Block:
    context, statements, names, claims = "", [], [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        head, _, rest = line.partition(":")
        claim = CLAIM.fullmatch(line)
        if head == "C":
            context = rest.strip()
        elif head == "S":
            statements.append(rest.strip())
        elif head == "N":
            names += [_name(entry, where) for entry in rest.split(";") if entry.strip()]
        elif claim:
            claims.append((claim[1], claim[2]))
        else:
            raise MalformedBlockError(f"{where}: {line!r} is neither C:, S:, N: nor a claim with its signs (+, -, ?)")
    wrong = [claim for signs, claim in claims if len(signs) != len(statements)]
    if wrong or not statements or not claims:
        raise MalformedBlockError(f"{where}: wants statements, and claims with one sign for each; {wrong[:1]}")
    return Block(context, tuple(statements), tuple(names), tuple(claims))


def _name(entry: str, where: str) -> tuple[str, str]:
    found = NAME.fullmatch(entry.strip())
    if not found:
        raise MalformedBlockError(f"{where}: a name is written kind=name, not {entry.strip()!r}")
    return found["kind"], found["name"].strip()
