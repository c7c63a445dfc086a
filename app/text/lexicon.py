"""What English words mean to one another: lemmas, synonyms, antonyms, broader words, derived words, places.

Read from `data/lexicon.txt.gz`, which `training/lexicon/build_lexicon.py` makes from WordNet 3.0 (Princeton University,
WordNet licence; see `data/LICENSE-WordNet`).
"""

import gzip
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

Senses = frozenset[int]

_SUFFIXES = {
    "n": (("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"),
          ("s", "")),
    "v": (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"),
          ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}  # fmt: skip
"""WordNet's own rules of detachment (morphy), by part of speech."""

_ACTING = frozenset({14, 18})  # WordNet's files of groups and people


class Lexicon:
    """A word list; parts of speech are `n`, `v`, `a` (adjective) and `r` (adverb)."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        self._hypernyms: dict[str, str] = {}
        self._similar: dict[str, str] = {}
        self._irregular: dict[str, str] = {}
        self._antonyms: dict[str, set[str]] = {}
        self._derived: dict[str, set[str]] = {}
        self._demonyms: dict[str, set[str]] = {}
        self._wholes: dict[str, set[str]] = {}
        sections: dict[str, list[str]] = {}
        for line in lines:
            if line.startswith("# "):
                section = sections.setdefault(line[2:], [])
            else:
                section.append(line)
        for line in sections.get("words", ()):
            lemma, pos, rest = line.split("\t", 2)
            self._words[f"{pos} {lemma}"] = rest
        for name, table in (("hypernyms", self._hypernyms), ("similar", self._similar)):
            for line in sections.get(name, ()):
                sense, _, others = line.partition("\t")
                table[sense] = others
        for line in sections.get("irregular", ()):
            form, pos, lemma = line.split("\t")
            self._irregular[f"{pos} {form}"] = lemma
        for line in sections.get("antonyms", ()):
            pos, left, right = line.split("\t")
            self._antonyms.setdefault(f"{pos} {left}", set()).add(right)
        for line in sections.get("derived", ()):
            left, _, right, _ = line.split("\t")
            self._derived.setdefault(left, set()).add(right)
            self._derived.setdefault(right, set()).add(left)
        for line in sections.get("demonyms", ()):
            left, right = line.split("\t")
            self._demonyms.setdefault(left, set()).add(right)
        for line in sections.get("places", ()):
            self._read_place(line)
        self.lemma = lru_cache(maxsize=50_000)(self._lemma)
        self.senses = lru_cache(maxsize=20_000)(self._senses)
        self.ancestors = lru_cache(maxsize=20_000)(self._ancestors)
        self.related = lru_cache(maxsize=100_000)(self._related)
        self.opposed = lru_cache(maxsize=100_000)(self._opposed)

    @classmethod
    def load(cls) -> "Lexicon":
        """Read the packaged word list."""
        packed = files("app.text").joinpath("data", "lexicon.txt.gz").read_bytes()
        return cls(gzip.decompress(packed).decode().splitlines())

    def _read_place(self, line: str) -> None:
        names, wholes = line.lower().split("\t")
        for name in names.split("|"):
            self._wholes.setdefault(name, set()).update(whole for whole in wholes.split("|") if whole)

    def knows(self, lemma: str, pos: str) -> bool:
        """Say whether the lemma is listed under the part of speech."""
        return f"{pos} {lemma}" in self._words

    def uses(self, lemma: str, pos: str) -> int:
        """Return how often the lemma was tagged with the part of speech in WordNet's concordance, 0 if unlisted."""
        return int(self._words.get(f"{pos} {lemma}", "0").split("\t", 1)[0])

    def kind(self, noun: str) -> int:
        """Return the file of the noun's commonest sense (14 group, 18 person, 28 time …), 0 if unlisted."""
        return int(self._words.get(f"n {noun}", "0\t0").split("\t")[1])

    def acts(self, noun: str) -> bool:
        """Say whether the noun's commonest sense is a group or a person: "company", "minister", "owner"."""
        return self.kind(noun) in _ACTING

    def verb_kind(self, verb: str) -> int:
        """Return the file of the verb's commonest sense (31 cognition, 32 communication …), 0 if unlisted."""
        return int(self._words.get(f"v {verb}", "0\t0").split("\t")[1])

    def _senses(self, lemma: str, pos: str) -> Senses:
        """Return the word's common senses as numbers that words of one meaning share."""
        line = self._words.get(f"{pos} {lemma}")
        return frozenset(map(int, line.split("\t")[2].split())) if line else frozenset()

    def _lemma(self, word: str, pos: str) -> str | None:
        """Return the base form of a lower-case word as this part of speech, None if it cannot be one."""
        irregular = self._irregular.get(f"{pos} {word}")
        if irregular is not None:
            return irregular
        if self.knows(word, pos):
            return word
        for suffix, ending in _SUFFIXES[pos]:
            if word.endswith(suffix) and len(word) > len(suffix) + 1:
                stem = word[: -len(suffix)] + ending
                if self.knows(stem, pos):
                    return stem
                if pos == "v" and not ending and stem[-1:] == stem[-2:-1] and self.knows(stem[:-1], pos):
                    return stem[:-1]
        return None

    def _ancestors(self, sense: int, steps: int) -> Senses:
        """Return the broader senses up to `steps` away."""
        found: set[int] = set()
        level = {sense}
        for _ in range(steps):
            level = {int(up) for s in level for up in self._hypernyms.get(str(s), "").split()}
            found |= level
        return frozenset(found)

    def synonyms(self, left: str, right: str, pos: str) -> bool:
        """Say whether the two lemmas share a common sense."""
        return left == right or bool(self.senses(left, pos) & self.senses(right, pos))

    def broader(self, narrow: str, wide: str, pos: str, *, steps: int = 2) -> bool:
        """Say whether `wide` has a sense that a sense of `narrow` is a kind of."""
        goal = self.senses(wide, pos)
        return any(goal & self.ancestors(sense, steps) for sense in self.senses(narrow, pos))

    def derivations(self, lemma: str) -> frozenset[str]:
        """Return words of other parts of speech made from this one, and those it is made from."""
        return frozenset(self._derived.get(lemma, ()))

    def antonyms(self, lemma: str, pos: str) -> frozenset[str]:
        """Return the words directly opposed to this one."""
        return frozenset(self._antonyms.get(f"{pos} {lemma}", ()))

    def _opposed(self, left: str, right: str, pos: str) -> bool:
        """Say whether the words are antonyms, directly or through a synonym of either."""
        if self.synonyms(left, right, pos):
            return False
        if right in self.antonyms(left, pos) or left in self.antonyms(right, pos):
            return True
        if any(self.synonyms(opposite, right, pos) for opposite in self.antonyms(left, pos)):
            return True
        if any(self.synonyms(opposite, left, pos) for opposite in self.antonyms(right, pos)):
            return True
        return pos == "a" and self._opposed_by_likeness(left, right)

    def _opposed_by_likeness(self, left: str, right: str) -> bool:
        """Say whether words like the two adjectives are antonyms (WordNet's indirect antonyms)."""
        near = self._heads(right)
        return any(self.senses(opposite, "a") & near for opposite in self.antonyms(left, "a"))

    def _heads(self, adjective: str) -> Senses:
        own = self.senses(adjective, "a")
        return own | {int(near) for sense in own for near in self._similar.get(str(sense), "").split()}

    def _related(self, left: str, right: str) -> bool:
        """Say whether two lemmas of any parts of speech mean nearly the same: synonyms, or derived from one another."""
        if left == right:
            return True
        if any(self.synonyms(left, right, pos) for pos in "nvar" if self.knows(left, pos) and self.knows(right, pos)):
            return True
        family = self.derivations(left)
        return right in family or bool(family & self.derivations(right))

    def is_place(self, name: str) -> bool:
        """Say whether the name is a known place's."""
        return name.lower() in self._wholes

    def lies_in(self, place: str, whole: str) -> bool:
        """Say whether the first place is known to be part of the second, through any number of steps."""
        seen: set[str] = set()
        level = {place.lower()}
        while level:
            level = {up for name in level for up in self._wholes.get(name, ())} - seen
            if whole.lower() in level:
                return True
            seen |= level
        return False

    def place_of(self, demonym: str) -> frozenset[str]:
        """Return the places that an adjective such as "french" speaks of, in lower case."""
        return frozenset(self._demonyms.get(demonym.lower(), ()))
