"""Offices that are known by their initials."""

from typing import NamedTuple


class Office(NamedTuple):
    """An office by its words: "chief financial officer" has the head "officer" and the field "financial"."""

    head: str
    field: str


SHORT_OFFICES = {
    "ceo": Office("executive", "executive"),
    "cfo": Office("officer", "financial"),
    "cto": Office("officer", "technology"),
    "coo": Office("officer", "operating"),
    "cio": Office("officer", "information"),
}
"""By their initials in lower case; "CPO" and "CSO" stand for several."""
