"""Kinds of events that news reports: which words tell the same event, tell it from the other side, or deny it.

Knowledge of the language, kept in `data/event_classes.txt` in the spirit of FrameNet's frames and Levin's verb classes.
"""

from importlib.resources import files


class EventClasses:
    """Classes of event words; words are lemmas, phrasal verbs with a blank ("take over")."""

    def __init__(self, text: str) -> None:
        self._direct: dict[str, set[str]] = {}
        self._converse: dict[str, set[str]] = {}
        self._giving: dict[str, set[str]] = {}
        self._opposed: set[frozenset[str]] = set()
        for line in text.splitlines():
            if line and not line.startswith("#"):
                self._read(line)

    @classmethod
    def load(cls) -> "EventClasses":
        """Read the packaged classes."""
        return cls(files("app.text").joinpath("data", "event_classes.txt").read_text("utf-8"))

    def _read(self, line: str) -> None:
        if " ! " in line:
            self._opposed.add(frozenset(line.split(" ! ")))
        elif " << " in line:
            name, words = line.split(" << ")
            self._add(self._giving, name, words)
        elif " < " in line:
            name, words = line.split(" < ")
            self._add(self._converse, name, words)
        else:
            name, words = line.split(": ")
            self._add(self._direct, name, words)

    @staticmethod
    def _add(table: dict[str, set[str]], name: str, words: str) -> None:
        for word in words.split():
            table.setdefault(word.replace("_", " "), set()).add(name)

    def same(self, left: str, right: str) -> bool:
        """Say whether both words tell one kind of event from the same side."""
        return bool(self._direct.get(left, _NONE) & self._direct.get(right, _NONE)) or bool(
            self._converse.get(left, _NONE) & self._converse.get(right, _NONE)
            or self._giving.get(left, _NONE) & self._giving.get(right, _NONE)
        )

    def converse(self, left: str, right: str) -> bool:
        """Say whether the words tell one kind of event from opposite sides, as "beat" and "lose to" do."""
        return bool(self._direct.get(left, _NONE) & self._converse.get(right, _NONE)) or bool(
            self._converse.get(left, _NONE) & self._direct.get(right, _NONE)
        )

    def exchange(self, left: str, right: str) -> bool:
        """Say whether one word tells an exchange by who takes and the other by who gives, as "buy" and "sell" do."""
        return bool(self._direct.get(left, _NONE) & self._giving.get(right, _NONE)) or bool(
            self._giving.get(left, _NONE) & self._direct.get(right, _NONE)
        )

    def opposed(self, left: str, right: str) -> bool:
        """Say whether the words tell kinds of events that exclude each other."""
        return any(
            frozenset((mine, other)) in self._opposed
            for mine in self._direct.get(left, _NONE)
            for other in self._direct.get(right, _NONE)
        )

    def classes(self, word: str) -> frozenset[str]:
        """Return the classes that a word tells directly."""
        return frozenset(self._direct.get(word, _NONE))

    def classes_from_other_side(self, word: str) -> frozenset[str]:
        """Return the classes that a word tells by whom it happens to: owning, for "belong" and "subsidiary"."""
        return frozenset(self._converse.get(word, _NONE))


_NONE: set[str] = set()
