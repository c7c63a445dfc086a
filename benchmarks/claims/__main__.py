"""Measure claim detection, and write docs/claims.md."""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from app.claims.detection import ReadingDetector
from app.domain.document import ClaimKind
from app.text.sentence import Reader
from app.text.sentences import find_sentences
from benchmarks.claims.figures import NEARLY, Found, Tally, average_precision, f1, tally
from benchmarks.claims.sentences import PARTS, read_groups
from benchmarks.quality.circumstances import commit, machine

ROOT = Path(__file__).parents[2]
WORTHY = 0.5

PAGE = """# Are the claims of a text found?

Written by `{command}`.

## Sentences of our own

{sentences} sentences in {groups} short articles of many beats, invented for this, each with the claims that it holds
([format](../benchmarks/claims/sentences.py)). A third of the articles, by a hash of their names, was parted off before
any rule was written; its mistakes were never looked at. A claim is found *exactly* if its words are the expected ones
in their order, *nearly* if the F1 of their words is at least {nearly}; its kind is counted among those nearly found.
*Displaced* are claims whose offsets do not give their words. The baseline takes each sentence as one claim: a question
if it ends with a question mark, else factual.

| part | way | expected | found | exactly: recall | precision | nearly: recall | precision | right kind | displaced |
|---|---|---|---|---|---|---|---|---|---|
{ours}

## Check-worthiness

{worthiness}

- Machine: {machine}; commit {commit}
- Day: {day}
"""

UNMEASURED = "Not measured: the program was given no `--check-worthiness` file."
MEASURED = """ClaimBuster (sentences of American presidential debates, judged by people; {rows} sentences,
{share:.0%} of them check-worthy), each sentence by itself: the highest check-worthiness of its claims, 0 where none is
found. Nothing was fitted to it: the weights are set by hand, for news. Average precision needs no threshold (of equal
scores, the wrong ones count as first); F1 takes {worthy} as one. The baselines: is there a digit (and, for the ranking,
how long is it); taking every sentence.

| way | average precision | F1 |
|---|---|---|
{table}"""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=__doc__)
    parser.add_argument("--check-worthiness", type=Path, help="JSON lines, gzipped: {text, check_worthy}")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "claims.md")
    chosen = parser.parse_args()
    detector = ReadingDetector(Reader.load())
    file = chosen.check_worthiness
    groups = [group for part in PARTS for group in read_groups(part)]
    page = PAGE.format(
        command="python -m benchmarks.claims" + (" --check-worthiness FILE" if file else ""),
        sentences=sum(len(group.sentences) for group in groups),
        groups=len(groups),
        nearly=NEARLY,
        ours="\n".join(_rows(detector)),
        worthiness=UNMEASURED if file is None else _worthiness(_read(file), detector),
        machine=machine(),
        commit=commit("app", "benchmarks/claims"),
        day=datetime.now(UTC).date(),
    )
    chosen.output.write_text(page, encoding="utf-8")
    print(page)


def _rows(detector: ReadingDetector) -> Iterator[str]:
    def detected(text: str, day: date) -> list[Found]:
        return [Found(claim.text, claim.kind, claim.span) for claim in detector.detect(text, published_at=day)]

    for part in PARTS:
        for way, find in (("detection", detected), ("each sentence", whole_sentences)):
            yield _row(part, way, tally(read_groups(part), find))


def whole_sentences(text: str, day: date) -> Sequence[Found]:  # noqa: ARG001 - a way is given the day
    """Take each sentence as one claim."""
    kinds = {True: ClaimKind.QUESTION, False: ClaimKind.FACTUAL}
    return [Found(span.text, kinds[span.text.endswith("?")], span) for span in find_sentences(text)]


def _row(part: str, way: str, counts: Tally) -> str:
    shares = [counts.exact / counts.expected, counts.exact / counts.found, counts.near / counts.expected]
    shares += [counts.near / counts.found, counts.right_kind / counts.near]
    cells = [
        part.replace("_", " "),
        way,
        str(counts.expected),
        str(counts.found),
        *(f"{share:.2f}" for share in shares),
    ]
    return f"| {' | '.join([*cells, str(counts.displaced)])} |"


def _read(file: Path) -> list[tuple[str, bool]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [(row["text"], bool(row["check_worthy"])) for row in map(json.loads, lines)]


def _worthiness(rows: Sequence[tuple[str, bool]], detector: ReadingDetector) -> str:
    def detected(text: str) -> float:
        return max((claim.check_worthiness for claim in detector.detect(text)), default=0.0)

    ways: dict[str, tuple[Callable[[str], float], float]] = {
        "detection": (detected, WORTHY),
        "a digit, then length": (lambda text: any(map(str.isdigit, text)) + len(text) / 100_000, 1.0),
        "every sentence": (lambda _: 1.0, 1.0),
    }
    lines = []
    for name, (score, bar) in ways.items():
        scored = [(score(text), worthy) for text, worthy in rows]
        decided = [(value >= bar, worthy) for value, worthy in scored]
        lines.append(f"| {name} | {average_precision(scored):.3f} | {f1(decided):.3f} |")
    share = sum(worthy for _, worthy in rows) / len(rows)
    return MEASURED.format(rows=f"{len(rows):,}", share=share, worthy=WORTHY, table="\n".join(lines))


if __name__ == "__main__":
    main()
