"""What was answered, as a page."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.sameness.asking import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All answers of one run; `differing` are the claims that were not answered alike in every way."""

    statements: int
    said: Said
    differing: Sequence[str]
    command: str


def page(measured: Measured) -> str:
    """Write the table with what it means, the command and the day."""
    first = next(iter(measured.said.values()))
    differing = "".join(f"- Differs: {claim}\n" for claim in measured.differing)
    return f"""# The same answers

Written by `python -m benchmarks.sameness`. Every claim of the quality suite's development part is asked on stores that
hold the same {measured.statements:,} statements, in every way; *remembered*: asked before, so that the judgement is
taken from memory. The whole check is compared byte for byte: verdict, confidence, explanation, every piece of evidence
with its reasons, probabilities and retrieval score, engine and store revision; all but its id, its time and the earlier
check it links to.

| database | asked | claims | as in the first row | SHA-256 of all answers |
|---|---|---|---|---|
{_lines(measured.said)}

- Claims: {len(first):,}; answered alike in all {len(measured.said)} ways: **{len(first) - len(measured.differing):,}**.
- Verdicts: {_verdicts(first)}.
{differing}- Command: `{measured.command}`
- Day: {datetime.now(UTC).date().isoformat()}
"""


def _lines(said: Said) -> str:
    first = next(iter(said.values()))
    return "\n".join(
        f"| {database} | {way} | {len(answers):,} | {_alike(first, answers):,} | `{_digest(answers)}` |"
        for (database, way), answers in said.items()
    )


def _alike(answers: Sequence[bytes], others: Sequence[bytes]) -> int:
    return sum(one == other for one, other in zip(answers, others, strict=True))


def _digest(answers: Sequence[bytes]) -> str:
    return hashlib.sha256(b"\n".join(answers)).hexdigest()[:16]


def _verdicts(answers: Sequence[bytes]) -> str:
    counts = Counter(json.loads(answer)["judgement"]["verdict"] for answer in answers)
    return ", ".join(f"{verdict} {count:,}" for verdict, count in sorted(counts.items()))
