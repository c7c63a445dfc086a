"""Plain texts and web pages as sources: each sentence that asserts something becomes a statement."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import BinaryIO

from app.domain.document import ClaimKind, DetectedClaim
from app.domain.document_ports import ClaimDetector
from app.domain.errors import FieldProblem, InvalidInputError, UnreadableFileError
from app.domain.evidence import Span
from app.domain.rules import source_problems, statement_problems
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Modality, Statement
from app.interchange.import_items import ImportLine, SourceItem
from app.text.pages import read_page

MAX_PUBLICATION_BYTES = 2 * 1024 * 1024
"""Some 300 pages of text; a book comes in chapters."""

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029")
_WRAPPED = 45
"""A line at least this long that ends within a sentence is taken to go on in the next."""
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_BULLET = re.compile(r"[•·▪‣◦*–—-]\s|\d{1,2}[.)]\s")
_REPORTED = {ClaimKind.ATTRIBUTION, ClaimKind.QUOTATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is said of a text that does not say it itself; a page may state its title and day."""

    title: str | None = None
    publisher: str | None = None
    kind: SourceKind | None = None
    url: str | None = None
    author: str | None = None
    published_at: date | None = None
    licence: str | None = None


def read_text(file: BinaryIO, publication: Publication, detector: ClaimDetector) -> Iterator[ImportLine]:
    """Read a plain text, one line of the report a sentence; raise InvalidInputError if it is not described."""
    return _lines(_unwrapped(_decoded(_whole(file))), publication, detector)


def read_html(file: BinaryIO, publication: Publication, detector: ClaimDetector) -> Iterator[ImportLine]:
    """Read the article of a web page, one line of the report a sentence; raise InvalidInputError."""
    page = read_page(_decoded(_whole(file)))
    if page is None:
        raise UnreadableFileError("No article is to be found in the page; send its text as text/plain.")
    title, day = publication.title or page.title, publication.published_at or page.published_at
    return _lines(page.text, replace(publication, title=title, published_at=day), detector)


def _whole(file: BinaryIO) -> bytes:
    sent = file.read(MAX_PUBLICATION_BYTES + 1)
    if len(sent) > MAX_PUBLICATION_BYTES:
        megabytes = MAX_PUBLICATION_BYTES // (1024 * 1024)
        raise UnreadableFileError(f"The text is larger than {megabytes} MiB; send it in parts, each a source.")
    return sent


def _decoded(sent: bytes) -> str:
    """Decode by a mark at the beginning, as UTF-8, as a page says of itself, or as Windows-1252."""
    stated = _CHARSET.search(sent[:2048])
    marked = "utf-16" if sent.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (marked, stated[1].decode("ascii") if stated else marked, "cp1252"):
        try:
            return sent.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFileError("The text is neither UTF-8 nor Windows-1252; save it as UTF-8.")


def _unwrapped(text: str) -> str:
    """Join lines that were broken for their width, so that a sentence stands on one line."""
    joined: list[str] = []
    for line in _BREAK.split(text):
        last = joined[-1] if joined else ""
        goes_on = len(last) >= _WRAPPED and line.strip() and not _SENTENCE_END.search(last.rstrip())
        if goes_on and not _BULLET.match(line.lstrip()):
            joined[-1] = f"{last.rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _lines(text: str, publication: Publication, detector: ClaimDetector) -> Iterator[ImportLine]:
    source = _source(publication)
    sentences = _by_sentence(detector.detect(text, published_at=publication.published_at))
    if not sentences:
        raise UnreadableFileError("No sentence of the text asserts anything; nothing was kept.")
    places = _Places(text)
    seen: set[str] = set()
    for number, (span, claims) in enumerate(sentences.items(), start=1):
        words = " ".join(span.text.split())
        if words not in seen:
            seen.add(words)
            yield _line(number, source, words, claims, locator=places.locator(span))


def _source(publication: Publication) -> Source:
    stated = {field.name: getattr(publication, field.name) for field in fields(Publication)}
    kind = publication.kind or SourceKind.OPINION
    text = {"title": publication.title or "", "publisher": publication.publisher or ""}
    source = Source(id="", reliability=DEFAULT_RELIABILITY[kind], **{**stated, **text, "kind": kind})
    problems = [one for one in source_problems(source) if getattr(publication, one.field, None)]
    missing = [name for name in ("title", "publisher", "kind") if not stated[name]]
    problems += [FieldProblem(name, "is missing; a text or a page must be described.") for name in missing]
    if problems:
        raise InvalidInputError(f"{problems[0].field}: {problems[0].message}", problems)
    return source


def _by_sentence(claims: Sequence[DetectedClaim]) -> Mapping[Span, list[DetectedClaim]]:
    """Return the claims of each sentence that asserts something, in order."""
    found: dict[Span, list[DetectedClaim]] = {}
    for claim in claims:
        if claim.kind is not ClaimKind.QUESTION:
            found.setdefault(claim.sentence, []).append(claim)
    return found


def _line(number: int, source: Source, words: str, claims: Sequence[DetectedClaim], *, locator: str) -> ImportLine:
    unnamed = next((span for claim in claims for span in claim.unresolved), None)
    if unnamed is not None:
        told = f"{unnamed.text!r} refers to something that the text does not name; keep it by hand, with a context"
        return ImportLine.unreadable(number, f"{told}: {words}")
    kinds = {claim.kind for claim in claims}
    statement = Statement(
        id="",
        source_id="",
        text=words,
        locator=locator,
        context=_context(claims),
        attributed_to=_speaker(claims) if kinds & _REPORTED else None,
        modality=_modality(kinds),
    )
    problems = statement_problems(statement)
    return ImportLine(number, None if problems else SourceItem(source, (statement,)), tuple(problems))


def _modality(kinds: set[ClaimKind]) -> Modality:
    """Return the least firm of the ways in which a sentence says things, so that no part counts for more than it is."""
    if ClaimKind.OPINION in kinds:
        return Modality.OPINION
    if ClaimKind.PREDICTION in kinds:
        return Modality.PREDICTED
    return Modality.REPORTED if kinds & _REPORTED else Modality.ASSERTED


def _speaker(claims: Sequence[DetectedClaim]) -> str | None:
    return next((claim.claimant for claim in claims if claim.kind in _REPORTED and claim.claimant), None)


def _context(claims: Sequence[DetectedClaim]) -> str | None:
    """Say what the words mean that point back to sentences before."""
    meant = {one.span.text: one.replaced_by for claim in claims for one in claim.resolutions}
    told = [f"“{words}” is {name.strip()}." for words, name in meant.items() if words.strip() and name.strip()]
    return " ".join(told) or None


class _Places:
    """Names the place of a sentence: its paragraph, and its number there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted: dict[int, int] = {}

    def locator(self, span: Span) -> str:
        """Return the place of the next sentence; sentences are asked for in order."""
        paragraph = sum(1 for line in self._text[: span.start].splitlines() if line.strip())
        begun = self._text[: span.start].rpartition("\n")[2].strip()
        number = paragraph if begun else paragraph + 1
        self._counted[number] = self._counted.get(number, 0) + 1
        return f"paragraph {number}, sentence {self._counted[number]}"
