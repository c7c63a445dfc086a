"""Check the articles of a folder (*.txt, *.html) as documents, and print what was decided and by which statement."""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from app.domain.check import Verdict
from app.domain.document import Document, DocumentClaim
from app.domain.recheck import deciding_evidence
from app.main import open_toolbox
from app.services.checks import Bounds
from app.services.documents import DocumentDraft, create_document
from app.services.toolbox import Toolbox
from app.settings import Settings

DECIDED = (Verdict.CONTRADICTED, Verdict.DISPUTED, Verdict.SUPPORTED)


def main() -> None:
    """Check and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--published",
        action="append",
        default=[],
        metavar="NAME=DAY",
        help="when the file whose name begins so was published (YYYY-MM-DD); without it, claims are judged for today",
    )
    chosen = parser.parse_args()
    days = {name: date.fromisoformat(day) for name, _, day in (one.partition("=") for one in chosen.published)}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/documents.db")
        with open_toolbox(settings) as toolbox:
            for file in sorted([*chosen.folder.glob("*.txt"), *chosen.folder.glob("*.html")]):
                print("\n".join(report(file, days, toolbox)), flush=True)


def report(file: Path, days: Mapping[str, date], toolbox: Toolbox) -> Iterator[str]:
    """Yield the lines on one article."""
    text = file.read_text(encoding="utf-8")
    published = next((day for name, day in days.items() if file.name.startswith(name)), None)
    is_page = file.suffix == ".html"
    draft = DocumentDraft(text=None if is_page else text, html=text if is_page else None, published_at=published)
    started = time.perf_counter()
    document = create_document(draft, bounds=Bounds(max_evidence=3), toolbox=toolbox)
    seconds = time.perf_counter() - started
    yield f"\n## {file.name}\n"
    yield _summary(document, seconds)
    for verdict in DECIDED:
        for claim in document.claims:
            if claim.check is not None and claim.check.judgement.verdict is verdict:
                yield from _lines(claim, verdict)


def _summary(document: Document, seconds: float) -> str:
    checked = [claim.check for claim in document.claims if claim.check is not None]
    counts = ", ".join(
        f"{sum(check.judgement.verdict is verdict for check in checked)} {verdict}" for verdict in Verdict
    )
    return (
        f"{len(document.text):,} characters, {len(document.claims)} claims, {len(checked)} checked in {seconds:.1f} s "
        f"for {document.as_of}: {counts}\n"
    )


def _lines(claim: DocumentClaim, verdict: Verdict) -> Iterator[str]:
    check = claim.check
    if check is None:
        return
    yield f"- **{verdict}** ({check.judgement.confidence:.2f}, {claim.detected.kind}) {claim.detected.text}"
    for piece in deciding_evidence(check):
        yield f"  - {piece.stance} ({piece.source.publisher}): {piece.statement.text}"


if __name__ == "__main__":
    main()
