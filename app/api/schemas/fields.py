"""Kinds of field that requests share: bounded text, days, numbers, ids and urls, each refusing in plain words."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.domain.claim import MAX_CLAIM_LENGTH
from app.domain.document import MAX_DOCUMENT_LENGTH, MAX_HTML_LENGTH
from app.domain.rules import MAX_LINE_LENGTH, MAX_PASSAGE_LENGTH, MAX_STATEMENT_LENGTH, MAX_URL_LENGTH

_CONTROL = r"\x00-\x1f\x7f-\x9f"
_WORDS_PATTERN = rf"^\s*[^\s{_CONTROL}]([^{_CONTROL}]*[^\s{_CONTROL}])?\s*$"
_CONTROL_BUT_LINES = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LONG_PATTERN = rf"^[^{_CONTROL_BUT_LINES}]*[^\s{_CONTROL_BUT_LINES}][^{_CONTROL_BUT_LINES}]*$"
_NO_TEXT = {
    "Cc": ("the control character", "remove it, or put a space where a line break or a tab was meant"),
    "Cs": ("half of a surrogate pair,", "send whole Unicode characters"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class RequestModel(BaseModel):
    """A request body: fields it does not name are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ChangeModel(RequestModel):
    """What to change: fields left out stay; null takes an optional field away."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _require_a_change(self) -> Self:
        if not self.model_fields_set:
            raise _refused("no_change", "name at least one field to change.")
        return self

    def changes(self) -> dict[str, Any]:
        """Return what was sent, by field name."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class ResponseModel(BaseModel):
    """A response body: every field is always there, null where there is nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


@dataclass(frozen=True, slots=True)
class Words:
    """Marks a text of 1 to `longest` code points on one line, trimmed; `instead` ends the refusal of a longer one."""

    longest: int
    instead: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Check the text after pydantic has made sure that it is one."""
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell callers the same bounds."""
        return {**handler(schema), "minLength": 1, "maxLength": self.longest, "pattern": _WORDS_PATTERN}

    def _checked(self, text: str) -> str:
        if len(text) > self.longest:
            told = f"is {len(text):,} characters long; at most {self.longest:,} are allowed. {self.instead}"
            raise _refused("text_too_long", told)
        trimmed = text.strip()
        if not trimmed:
            raise _refused("text_blank", "is empty or holds only spaces; write at least one character.")
        _refuse_what_is_no_text(trimmed)
        return trimmed


@dataclass(frozen=True, slots=True)
class LongText:
    """Marks a text of many lines, kept to the letter, since offsets count in it; `instead` ends a refusal."""

    longest: int
    instead: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Check the text after pydantic has made sure that it is one."""
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell callers the same bounds."""
        return {**handler(schema), "minLength": 1, "maxLength": self.longest, "pattern": _LONG_PATTERN}

    def _checked(self, text: str) -> str:
        if len(text) > self.longest:
            told = f"is {len(text):,} characters long; at most {self.longest:,} are allowed. {self.instead}"
            raise _refused("text_too_long", told)
        if not text.strip():
            raise _refused("text_blank", "is empty or holds only spaces; write at least one character.")
        _refuse_what_is_no_text(text, but="\t\n\r")
        return text


def _refused(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{message}", {"message": message.strip()})


def _refuse_what_is_no_text(text: str, but: str = "") -> None:
    found = next((one for one in text if one not in but and unicodedata.category(one) in _NO_TEXT), None)
    if found is not None:
        what, advice = _NO_TEXT[unicodedata.category(found)]
        told = f"holds {what} U+{ord(found):04X} at position {text.index(found)}; {advice}."
        raise _refused("text_character", told)


def _calendar_day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _refused("day", "must be a day written as YYYY-MM-DD, such as 2024-04-17.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _refused("day", f"names no day of the calendar: {value}.") from None


def _no_text_for_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise _refused("number", "must be a number, without quotes.")
    return value


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable():
        raise _refused("web_address", "must be a web address that begins with http:// or https://.")
    return url


ClaimText = Annotated[
    str, Words(MAX_CLAIM_LENGTH, "A claim is one sentence: send each sentence of a longer text as a claim of its own.")
]
StatementText = Annotated[str, Words(MAX_STATEMENT_LENGTH, "A statement is one assertion: split it.")]
DocumentText = Annotated[str, LongText(MAX_DOCUMENT_LENGTH, "Send a longer text in parts, such as its chapters.")]
Html = Annotated[str, LongText(MAX_HTML_LENGTH, "Send the article alone, or its text.")]
Passage = Annotated[str, Words(MAX_PASSAGE_LENGTH)]
Line = Annotated[str, Words(MAX_LINE_LENGTH)]
Day = Annotated[date, BeforeValidator(_calendar_day), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[float, BeforeValidator(_no_text_for_number)]
Share = Annotated[Number, Field(ge=0, le=1, allow_inf_nan=False)]
Whole = Annotated[int, BeforeValidator(_no_text_for_number)]
Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
WebAddress = Annotated[
    str,
    Field(max_length=MAX_URL_LENGTH, json_schema_extra={"pattern": r"^https?://[^\s\x00-\x1f\x7f-\x9f]+$"}),
    AfterValidator(_web_address),
]
LanguageTag = Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$")]
