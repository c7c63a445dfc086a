"""Sources over HTTP."""

from datetime import date
from typing import Any

from pydantic import Field

from app.api.schemas.fields import (
    ChangeModel,
    Day,
    Id,
    LanguageTag,
    Line,
    RequestModel,
    ResponseModel,
    Share,
    WebAddress,
)
from app.domain.source import Source, SourceKind
from app.services.sources import SourceDraft

_ABSENT: Any = Field(default_factory=lambda: None)
"""A field of a change that was not sent; null can therefore mean "take it away" where that is allowed."""


class SourceRequest(RequestModel):
    """A publication to keep as reference."""

    title: Line = Field(description="Title of the publication.")
    publisher: Line = Field(description="Who published it.")
    kind: SourceKind = Field(description="How close it stands to what it reports.")
    url: WebAddress | None = Field(default=None, description="Where it can be read; unique among sources.")
    author: Line | None = Field(default=None, description="Who wrote it.")
    published_at: Day | None = Field(default=None, description="Day of publication.")
    reliability: Share | None = Field(default=None, description="0 to 1; without it, the default of the kind.")
    language: LanguageTag = Field(default="en", description="BCP 47 language tag.")
    licence: Line | None = Field(default=None, description="Licence of the text.")
    syndicated_from: Id | None = Field(default=None, description="Id of the kept source that this one reprints.")

    def draft(self) -> SourceDraft:
        """Return the source to be kept."""
        return SourceDraft(**dict(self))


class SourceChange(ChangeModel):
    """What to change of a source; fields left out stay, null takes an optional field away."""

    title: Line = _ABSENT
    publisher: Line = _ABSENT
    kind: SourceKind = _ABSENT
    url: WebAddress | None = None
    author: Line | None = None
    published_at: Day | None = None
    reliability: Share | None = Field(default=None, description="null: the default of the kind.")
    language: LanguageTag = _ABSENT
    licence: Line | None = None
    syndicated_from: Id | None = None


class SourceResponse(ResponseModel):
    """A source as it is kept."""

    id: str
    title: str
    publisher: str
    kind: SourceKind
    reliability: float = Field(ge=0, le=1)
    url: str | None
    author: str | None
    published_at: date | None
    language: str
    licence: str | None
    syndicated_from: str | None
    revision: int = Field(ge=1, description="Grows with every change; the ETag of the source.")

    @classmethod
    def from_domain(cls, source: Source) -> "SourceResponse":
        """Put a source into the words of the contract."""
        return cls.model_validate(source, from_attributes=True)


class SourcePage(ResponseModel):
    """Some sources in order of id."""

    items: list[SourceResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")
