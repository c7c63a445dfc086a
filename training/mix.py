"""The mix of pairs that a run learns from."""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from training.contrast.edits import edited_rows
from training.contrast.making import make_rows
from training.dossiers import kinds, read_blocks, written_rows
from training.rows import Pair, Row, as_pair, cut

VALIDATION_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Mix:
    """How many rows of each set a pass reads at most; how often it reads the small ones; how many it generates.

    `made` rows come from templates, `edited` ones from real rows by one edit, `written` ones from `written/`: so many
    at most of each kind of block, "*" standing for every kind not named; `copies` of each block under other names.
    """

    most: Mapping[str, int]
    times: Mapping[str, int]
    made: int
    edited: int
    written: Mapping[str, int] = field(default_factory=dict)
    copies: int = 0

    def without_contrast(self) -> "Mix":
        """Leave the generated and the written rows out."""
        return replace(self, made=0, edited=0, written={})


NEWSLIKE = {
    "vitaminc_real": 40_000,
    "vitaminc_synthetic": 20_000,
    "fever_feverlite": 10_000,
    "fever_symmetric": 1_000,
    "fool_me_twice": 2_000,
    "scifact": 1_000,
    "check_covid": 2_000,
}
"""Sets that read like newsroom claims, whole."""

TEACHERS = Mix(
    most=NEWSLIKE
    | {"infotabs": 1_500, "mnli": 3_000, "snli": 500, "cad_snli": 1_500, "conjnli_adv": 1_000, "help": 500},
    times={"fool_me_twice": 2},
    made=7_000,
    edited=2_500,
)
"""A slow reader's pass: few rows for breadth; citation integrity is left out, its stances are of another kind."""

STUDENTS = Mix(
    most=NEWSLIKE
    | {"vitaminc_synthetic": 10_000}
    | {"infotabs": 3_000, "mnli": 6_000, "snli": 1_500, "cad_snli": 3_000, "conjnli_adv": 1_500, "help": 1_000},
    times={"fool_me_twice": 3, "scifact": 2, "check_covid": 2},
    made=14_000,
    edited=4_000,
)
"""A fast reader's pass: more of what is generated, since a small body learns names and figures slowly."""

AGAIN = Mix(
    most={
        "vitaminc_real": 11_000,
        "vitaminc_synthetic": 2_500,
        "fever_feverlite": 1_500,
        "fever_symmetric": 1_000,
        "fool_me_twice": 2_000,
        "scifact": 1_000,
        "check_covid": 800,
        "conjnli_adv": 600,
        "cad_snli": 500,
        "mnli": 800,
    },
    times={},
    made=2_000,
    edited=500,
)
"""A second look at the sets that read like newsroom claims, for a reader that has been through them once."""

NEWSROOM = Mix(
    most={
        "vitaminc_real": 4_500,
        "vitaminc_synthetic": 1_000,
        "fever_feverlite": 1_000,
        "fever_symmetric": 300,
        "fool_me_twice": 1_200,
        "scifact": 900,
        "check_covid": 300,
        "conjnli_adv": 200,
    },
    times={},
    made=2_000,
    edited=0,
    written={"*": 40_000},
    copies=1,
)
"""The last pass: what is written by hand, most like what newsrooms ask, among enough of the rest to forget nothing."""

SHORTER = Mix(
    most={
        "vitaminc_real": 20_000,
        "vitaminc_synthetic": 5_000,
        "fever_feverlite": 4_000,
        "fever_symmetric": 1_000,
        "fool_me_twice": 2_000,
        "scifact": 1_000,
        "check_covid": 1_500,
        "conjnli_adv": 600,
        "cad_snli": 600,
        "mnli": 1_500,
    },
    times={"fool_me_twice": 2},
    made=11_000,
    edited=1_000,
)
"""What a reader reads that has lost some of its layers, before its last pass."""

UNREAD = (
    "parties", "records", "reckoning", "bounds", "industry", "wordings", "stages", "lives", "findings", "briefs",
)  # fmt: skip
"""Kinds of written blocks that the reader before this one has not read."""

LAST = replace(NEWSROOM, made=1_500, copies=0, written=dict.fromkeys(UNREAD, 99_999) | {"*": 2_000})
"""The last pass of a shorter reader: the blocks that no reader has read before, each once, among some of the rest."""

MIXES = {"again": AGAIN, "newsroom": NEWSROOM, "shorter": SHORTER, "last": LAST}

TITLED_SHARE = 0.25
"""How many rows that know their page carry its title as context, as statements in the service may."""

EDITABLE = ("vitaminc_real", "vitaminc_synthetic", "fever_feverlite", "fool_me_twice")

WITHOUT_SILENCE = ("vitaminc_synthetic", "fever_feverlite")
"""Sets without neutral rows."""

SILENT_SHARE = 0.4
"""How many rows of the sets without silence get a companion that is silent on its claim."""


def validation_and_training(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Cut a small validation part out of the training rows, whole families at a time."""
    return cut(rows, below=VALIDATION_SHARE)


def mixed(rows: Sequence[Row], mix: Mix, *, seed: int) -> list[Pair]:
    """Choose, dress and shuffle the pairs of one pass."""
    chance = random.Random(seed)
    chosen = _chosen(rows, mix, chance)
    silent = _silent_companions([row for row in chosen if row.set in WITHOUT_SILENCE], chance)
    generated = [
        *make_rows(mix.made, seed=seed, unseen=False),
        *_edited(rows, mix, seed=seed),
        *_written(mix, seed=seed),
    ]
    pairs = [as_pair(_titled(row, chance)) for row in [*chosen, *silent]] + [as_pair(row) for row in generated]
    chance.shuffle(pairs)
    return pairs


def _chosen(rows: Sequence[Row], mix: Mix, chance: random.Random) -> list[Row]:
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_set[row.set].append(row)
    chosen: list[Row] = []
    for name, members in sorted(by_set.items()):
        chosen += chance.sample(members, min(len(members), mix.most.get(name, 0))) * mix.times.get(name, 1)
    return chosen


def _edited(rows: Sequence[Row], mix: Mix, *, seed: int) -> list[Row]:
    edited = edited_rows([row for row in rows if row.set in EDITABLE], seed=seed)
    return random.Random(seed).sample(edited, min(len(edited), mix.edited))


def _written(mix: Mix, *, seed: int) -> list[Row]:
    others = [kind for kind in kinds() if kind not in mix.written]
    chosen = [([kind], most) for kind, most in mix.written.items() if kind != "*"]
    return [
        row
        for some, most in [*chosen, (others, mix.written.get("*", 0))]
        for row in _written_of(some, most, copies=mix.copies, seed=seed)
    ]


def _written_of(some: Sequence[str], most: int, *, copies: int, seed: int) -> list[Row]:
    """Choose rows of some kinds, whole blocks at a time: what differs in one thing is read together."""
    blocks = [block for kind in some for block in read_blocks(kind=kind)] if most else []
    random.Random(seed).shuffle(blocks)
    return written_rows(blocks, copies=copies, seed=seed)[:most]


def _titled(row: Row, chance: random.Random) -> Row:
    """Put the page's title before the statement now and then, the way a statement's context is read."""
    if row.group is None or not row.set.startswith("vitaminc") or chance.random() > TITLED_SHARE:
        return row
    title = row.group.replace("-LRB-", "(").replace("-RRB-", ")")
    return replace(row, statement=f"{title}: {row.statement}")


def _silent_companions(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Pair claims with statements that name the same subject and say nothing of the claim: those are neutral."""
    naming: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in set(_names(row.statement)):
            naming[name].append(row)
    companions = (_companion(row, naming, chance) for row in rows if chance.random() < SILENT_SHARE)
    return [companion for companion in companions if companion]


def _companion(row: Row, naming: dict[str, list[Row]], chance: random.Random) -> Row | None:
    names = _names(row.claim)
    if _DEFINES.search(row.claim):
        return None
    kin = [other for name in names[:1] for other in naming[name] if other.claim != row.claim]
    for other in chance.sample(kin, min(len(kin), 5)):
        if not (_matter(row.claim, names) & _matter(other.statement, names)):
            return replace(row, statement=other.statement, label="neutral", set=f"{row.set}_silent")
    return None


_DEFINES = re.compile(r"\b(?:is|was|are|were|only|not|never|exclusively) (?:an?|the|in|not|only)\b|\bonly\b")
"""Claims that say what a thing is: nearly any statement about the thing bears on them."""

_NAME = re.compile(r"[A-Z][\w.'\u2019-]+(?: (?:(?:of|the|de) )?[A-Z][\w.'\u2019-]+)*")
_NO_NAMES = re.compile("The|An?|In|On|At|It|He|She|They|This|That|There|His|Her|Its|From|By|As|For|After|Before|During")


def _names(text: str) -> list[str]:
    return [name for name in _NAME.findall(text) if not _NO_NAMES.fullmatch(name)]


def _matter(text: str, names: Sequence[str]) -> set[str]:
    """Return the beginnings of the words that carry meaning, names apart."""
    told = {word.casefold() for name in names[:1] for word in name.split()}
    words = re.findall(r"\w+", text.casefold())
    return {word[:5] for word in words if word not in told and (len(word) > 3 or word.isdigit())}
