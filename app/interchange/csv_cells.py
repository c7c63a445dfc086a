"""Cells of spreadsheets: what they can hold, and how a text is kept from being taken for a formula."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_FORMULA = re.compile(r"'?[=+\-@']")
_GUARDED = re.compile(r"'[=+\-@']")
_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_DAY_AND_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00)?", re.ASCII)
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)

_DAYS = ("published_at", "valid_from", "valid_until")
_NUMBERS = ("reliability", "revision")
_CHOICES = ("kind", "modality")


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula, and before such an apostrophe itself."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Take away the apostrophe that `guarded` put there, and read line breaks as spaces."""
    return unguarded_text(_BREAKS.sub(" ", cell).strip())


def unguarded_text(cell: str) -> str:
    """Take away the apostrophe that `guarded` put there."""
    return cell[1:] if _GUARDED.match(cell) else cell


def as_json(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return fields as JSON would have them: blank cells left out, numbers as numbers, days in ISO 8601."""
    texts = {name: unguarded(cell) for name, cell in cells.items()}
    return {name: _VALUES.get(name, str)(text) for name, text in texts.items() if text}


def _number(text: str) -> object:
    """Return a number, with a point or a comma; what is none stays text and is refused as such."""
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.isdigit() else float(text.replace(",", "."))


def _day(text: str) -> str:
    midnight = _DAY_AND_MIDNIGHT.fullmatch(text)
    dotted = _DOTTED_DAY.fullmatch(text)
    if dotted:
        return f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    return midnight[1] if midnight else text


_VALUES: Mapping[str, Any] = MappingProxyType(
    {**dict.fromkeys(_DAYS, _day), **dict.fromkeys(_NUMBERS, _number), **dict.fromkeys(_CHOICES, str.lower)}
)
