"""Invented names and other words for slots; what the held-out part uses never appears in training."""

import random
from pathlib import Path
from typing import Any

import yaml

from training.rows import share

UNSEEN_SHARE = 0.2
"""The part of every list, and of the invented names, that is kept for the held-out part."""

REAL_CITIES, LONGER, OF_A_COUNTRY, OF_A_CITY = 0.7, 0.4, 0.3, 0.5
"""How often a city is a real one, a name a long one, a law a country's, a team a city's."""

WORDS = Path(__file__).with_name("words.yaml")


class Names:
    """Draws words for slots, either the ones for training or the unseen ones."""

    def __init__(self, chance: random.Random, *, unseen: bool) -> None:
        words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        self.chance, self._unseen, self._words = chance, unseen, words
        self._lists: dict[str, list[str]] = words["lists"] | {"person": words["first_names"], "city": words["cities"]}
        self._shapes: dict[str, list[str]] = words["shapes"]

    def knows(self, kind: str) -> bool:
        """Tell whether a kind of slot is filled with words (and not with figures or dates)."""
        return kind in self._shapes or kind in self._lists

    def draw(self, kind: str) -> str:
        """Draw a word of a kind."""
        if kind == "person":
            return f"{self._pick(kind)} {self._invented()}"
        if kind in self._lists:
            return self._invented() if kind == "city" and self.chance.random() > REAL_CITIES else self._pick(kind)
        shape = self.chance.choice(self._shapes[kind])
        return shape.format(*(self._root(kind) for _ in range(shape.count("{}"))))

    def _invented(self) -> str:
        """Invent a proper name of two to five syllables."""
        while True:
            name = self._part("onsets") + self._part("nuclei") + self._part("codas")
            if self.chance.random() < LONGER:
                name += self._part("nuclei") + self._part("codas")
            if self._mine(name):
                return name.capitalize()

    def _part(self, key: str) -> str:
        part: str = self.chance.choice(self._words[key])
        return part

    def _root(self, kind: str) -> str:
        """Draw what a name is made from: an invented name, or now and then a real place."""
        if kind in ("law", "council", "party") and self.chance.random() < OF_A_COUNTRY:
            return self._pick("country")
        return self._pick("city") if kind == "team" and self.chance.random() < OF_A_CITY else self._invented()

    def _pick(self, kind: str) -> str:
        return self.chance.choice([word for word in self._lists[kind] if self._mine(word)])

    def _mine(self, word: str) -> bool:
        return (share(f"name|{word.casefold()}") < UNSEEN_SHARE) is self._unseen
