"""When two texts are one wording, whatever the keyboard made of it."""

import unicodedata

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_AT_THE_ENDS = ' ".!'


def wording_key(text: str) -> str:
    """Return what texts of one wording share: case, kinds of space, quote and dash, and a closing full stop go.

    Signs that change what is said stay: a question is no assertion, "-5 %" is not "5 %".
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    return " ".join(plain.split()).strip(_AT_THE_ENDS)
