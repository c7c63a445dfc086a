"""Ask every claim of the suite's development part in every way on both databases, and write docs/sameness.md."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.settings import Settings
from benchmarks.postgres import running_postgres
from benchmarks.quality.suite import DEVELOPMENT, Part, read_part
from benchmarks.sameness.asking import differing, said_on
from benchmarks.sameness.report import Measured, page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "sameness.md"
SUITE = ROOT / "tests" / "quality"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sameness", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="ask every so-manieth claim only")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    return parser.parse_args()


def main() -> int:
    """Read the command line, ask, write the page; fail if any two answers to a claim differ."""
    chosen = _arguments()
    part = _part(chosen.every)
    print(f"Asking {len(part.cases)} claims in every way ...", file=sys.stderr, flush=True)
    with running_postgres() as postgres:
        said = said_on(part, postgres_url=postgres.url(postgres.make_migrated()))
    different = [part.cases[at].text for at in differing(said)]
    reading = Settings().reading
    command = f"CLAIMCHECK_READING={reading} python -m benchmarks.sameness --every {chosen.every}"
    measured = Measured(statements=len(part.stored), said=said, differing=different, command=command)
    chosen.page.write_text(page(measured), encoding="utf-8")
    print(f"{len(different)} of {len(part.cases)} claims differ. Wrote {chosen.page}")
    return _exit_code(different)


def _part(every: int) -> Part:
    whole = read_part(SUITE, DEVELOPMENT, today=datetime.now(UTC).date())
    return Part(whole.name, whole.stored, whole.cases[::every])


def _exit_code(different: Sequence[str]) -> int:
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
