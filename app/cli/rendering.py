"""Checks and statements for people to read in a terminal; readable without colour too."""

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from app.domain.check import Check, Verdict
from app.domain.evidence import Candidate, Evidence, Span, Stance
from app.domain.source import Source
from app.domain.statement import Validity

_STYLE = {
    Verdict.SUPPORTED: "bold green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.DISPUTED: "bold yellow",
    Verdict.NOT_ENOUGH_EVIDENCE: "bold",
}
_LISTS = {
    Stance.SUPPORTS: "Supporting",
    Stance.CONTRADICTS: "Contradicting",
    Stance.NEUTRAL: "Leaving it open",
}
_MOST_NEUTRAL = 3
_MARKED = "bold underline"
_INDENT = "  "


def print_check(check: Check, console: Console) -> None:
    """Print the verdict and its explanation, then the claim and the statements with the deciding words marked."""
    judgement = check.judgement
    verdict = Text(judgement.verdict.value.replace("_", " ").upper(), style=_STYLE[judgement.verdict])
    _line(console, verdict.append(f"  {judgement.confidence:.0%}", style="dim"))
    _line(console, Text(_harmless(judgement.explanation)))
    _line(console, Text(""))
    _line(console, Text("Claim: ").append_text(_with_marks(check.claim.text, _claim_spans(check), console)))
    for stance, title in _LISTS.items():
        most = _MOST_NEUTRAL if stance is Stance.NEUTRAL else None
        _print_list(title, check.evidence_with(stance), console, most=most)
    _line(console, Text(f"\nJudged for {check.claim.as_of}; check {check.id}", style="dim"))


def print_candidates(candidates: Sequence[Candidate], console: Console) -> None:
    """Print found statements, the most promising first."""
    if not candidates:
        _line(console, Text("No stored statement bears on these words."))
    for candidate in candidates:
        _line(console, Text(f"{candidate.score:6.3f}  ", style="dim").append(_harmless(candidate.statement.text)))
        _print_source(candidate.source, console, indent=" " * 8)


def _print_list(title: str, evidence: Sequence[Evidence], console: Console, *, most: int | None = None) -> None:
    if not evidence:
        return
    _line(console, Text(f"\n{title}", style="bold"))
    for piece in evidence[:most]:
        _print_evidence(piece, console)
    if most is not None and len(evidence) > most:
        _line(console, Text(f"{_INDENT}and {len(evidence) - most} more; --json shows them", style="dim"))


def _print_evidence(evidence: Evidence, console: Console) -> None:
    reasons = evidence.reading.reasons
    spans = [reason.statement_span for reason in reasons if reason.statement_span]
    statement = _with_marks(evidence.statement.text, spans, console)
    _line(console, Text(f"{_INDENT}“").append_text(statement).append("”"))
    _print_source(evidence.source, console, indent=_INDENT * 2)
    standing = "" if evidence.status is Validity.CURRENT else f", {evidence.status.value.replace('_', ' ')}"
    _line(console, Text(f"{_INDENT * 2}{evidence.stance.value} {evidence.reading.confidence:.0%}{standing}"))
    for reason in reasons:
        _line(console, Text(f"{_INDENT * 2}- {reason.facet.value}: {_harmless(reason.message)}"))


def _print_source(source: Source, console: Console, *, indent: str) -> None:
    dated = f", {source.published_at}" if source.published_at else ""
    _line(console, Text(f"{indent}{_harmless(source.publisher)}: {_harmless(source.title)}{dated}", style="cyan"))
    if source.url:
        _line(console, Text(f"{indent}{_harmless(source.url)}", style="dim"))


def _with_marks(text: str, spans: Iterable[Span], console: Console) -> Text:
    """Underline the spans on a terminal, put them in double brackets elsewhere."""
    marked = Text()
    done = 0
    for span in sorted(set(spans)):
        if span.start >= done:
            words = _harmless(span.text)
            marked.append(_harmless(text[done : span.start]))
            marked.append(words if console.is_terminal else f"[[{words}]]", style=_MARKED)
            done = span.end
    return marked.append(_harmless(text[done:]))


def _claim_spans(check: Check) -> list[Span]:
    deciding = [*check.evidence_with(Stance.SUPPORTS), *check.evidence_with(Stance.CONTRADICTS)]
    return [reason.claim_span for evidence in deciding for reason in evidence.reading.reasons if reason.claim_span]


def _harmless(text: str) -> str:
    """Replace control characters, which a terminal would obey."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c for c in text)


def _line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True, highlight=False)
