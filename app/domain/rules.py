"""What must hold of every source and statement, whichever way it comes in."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from app.domain.errors import FieldProblem
from app.domain.source import Source
from app.domain.statement import Statement

MAX_STATEMENT_LENGTH = 2_000
MAX_PASSAGE_LENGTH = 4_000
MAX_LINE_LENGTH = 500
MAX_URL_LENGTH = 2_000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)


def source_problems(source: Source) -> list[FieldProblem]:
    """Name what is wrong with each field of a source."""
    return [
        *_line(source, "title", required=True),
        *_line(source, "publisher", required=True),
        *_line(source, "author"),
        *_line(source, "licence"),
        *_line(source, "syndicated_from"),
        *address_problems(source.url),
        *_language(source.language),
        *_reliability(source.reliability),
    ]


def statement_problems(statement: Statement) -> list[FieldProblem]:
    """Name what is wrong with each field of a statement."""
    return [
        *_words("text", statement.text, longest=MAX_STATEMENT_LENGTH, required=True),
        *_words("quote", statement.quote, longest=MAX_PASSAGE_LENGTH),
        *_words("context", statement.context, longest=MAX_PASSAGE_LENGTH),
        *_line(statement, "locator"),
        *_line(statement, "attributed_to"),
        *_validity(statement),
    ]


def address_problems(url: str | None) -> Iterator[FieldProblem]:
    """Name what is wrong with a web address, if there is one."""
    if url is None:
        return
    if len(url) > MAX_URL_LENGTH:
        yield FieldProblem("url", f"is {len(url):,} characters long; at most {MAX_URL_LENGTH:,} are allowed.")
    elif not _is_web_address(url):
        yield FieldProblem("url", "must be a web address that begins with http:// or https://.")


def _line(noun: Source | Statement, field: str, *, required: bool = False) -> Iterator[FieldProblem]:
    return _words(field, getattr(noun, field), longest=MAX_LINE_LENGTH, required=required)


def _words(field: str, text: str | None, *, longest: int, required: bool = False) -> Iterator[FieldProblem]:
    if text is None:
        if required:
            yield FieldProblem(field, "is missing; write at least one character.")
    elif not text.strip():
        yield FieldProblem(field, "is empty or holds only spaces; write at least one character or leave it out.")
    elif len(text) > longest:
        yield FieldProblem(field, f"is {len(text):,} characters long; at most {longest:,} are allowed.")
    else:
        yield from _characters(field, text)


def _characters(field: str, text: str) -> Iterator[FieldProblem]:
    for position, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs"):
            kind = "half of a surrogate pair" if "\ud800" <= character <= "\udfff" else "a control character"
            yield FieldProblem(field, f"holds U+{ord(character):04X}, {kind}, at position {position}; remove it.")
            return


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url


def _language(language: str) -> Iterator[FieldProblem]:
    if not _LANGUAGE.fullmatch(language or ""):
        yield FieldProblem("language", "must be a BCP 47 language tag, such as en or pt-BR.")


def _reliability(reliability: float) -> Iterator[FieldProblem]:
    if not 0.0 <= reliability <= 1.0:
        yield FieldProblem("reliability", "must be a number from 0 to 1.")


def _validity(statement: Statement) -> Iterator[FieldProblem]:
    first, last = statement.valid_from, statement.valid_until
    if first is not None and last is not None and last < first:
        yield FieldProblem("valid_until", f"is before valid_from ({last} < {first}); exchange or correct them.")
