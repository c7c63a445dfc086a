"""Publications kept as reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class SourceKind(StrEnum):
    """How close a publication stands to what it reports."""

    PRIMARY = "primary"  # the party itself: announcements, filings, statutes, data
    REFERENCE = "reference"  # encyclopaedias, registers, handbooks
    REPORTING = "reporting"  # news
    ANALYSIS = "analysis"  # news with the writer's inferences
    OPINION = "opinion"
    SOCIAL = "social"  # posts, forums


DEFAULT_RELIABILITY: Mapping[SourceKind, float] = MappingProxyType(
    {
        SourceKind.PRIMARY: 0.95,
        SourceKind.REFERENCE: 0.9,
        SourceKind.REPORTING: 0.8,
        SourceKind.ANALYSIS: 0.65,
        SourceKind.OPINION: 0.4,
        SourceKind.SOCIAL: 0.3,
    }
)
"""Reliability (0..1) of a source that states none: an editorial convention, in order of distance from the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication: who published what, where and when."""

    id: str
    title: str
    publisher: str
    kind: SourceKind
    reliability: float
    url: str | None = None
    author: str | None = None
    published_at: date | None = None
    language: str = "en"
    licence: str | None = None
    syndicated_from: str | None = None
    revision: int = 1
