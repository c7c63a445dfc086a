"""Build the service's word list from the WordNet 3.0 database files.

    python training/lexicon/build_lexicon.py /usr/share/wordnet app/text/data/lexicon.txt.gz

The database files come with Debian's package `wordnet-base`. The result is a gzipped text of tab-separated lines, one
section after another, each headed by `# name`; `app/text/lexicon.py` reads it. Same input, same bytes.
"""

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

POS_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
WORD = re.compile(r"[a-z][a-z'-]*$")
PHRASAL = re.compile(r"[a-z]+_(?:up|down|off|out|over|on|back|through|in|aside|apart|away|for|with|by|into|to|behind)$")
MOST_SENSES = {"n": 3, "v": 5, "a": 4, "r": 2}
RARE_SENSE = 0.06  # of a word's tagged uses: rarer senses bring false synonyms
RARE_NOUN = 0  # untagged nouns stay only as words, without senses

Synset = tuple[str, str]  # (part of speech, offset)


class WordNet:
    """The database files, read whole."""

    def __init__(self, folder: Path) -> None:
        self.words: dict[Synset, list[str]] = {}
        self.lexfile: dict[Synset, int] = {}
        self.pointers: dict[Synset, list[tuple[str, Synset, int, int]]] = {}
        self.senses: dict[tuple[str, str], list[Synset]] = {}
        self.uses: dict[tuple[str, str], list[int]] = {}
        for pos, name in POS_FILES.items():
            self._read_data(folder / f"data.{name}", pos)
            self._read_index(folder / f"index.{name}", pos)
        self._read_counts(folder / "cntlist.rev")
        self.exceptions = {pos: self._read_exceptions(folder / f"{name}.exc") for pos, name in POS_FILES.items()}

    def _read_data(self, path: Path, pos: str) -> None:
        for line in path.read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            synset = (pos, fields[0])
            self.lexfile[synset] = int(fields[1])
            count = int(fields[3], 16)
            self.words[synset] = [re.sub(r"\(\w+\)$", "", word) for word in fields[4 : 4 + 2 * count : 2]]
            start = 4 + 2 * count
            pointers = []
            for i in range(int(fields[start])):
                symbol, offset, target_pos, ends = fields[start + 1 + 4 * i : start + 5 + 4 * i]
                target = ("a" if target_pos == "s" else target_pos, offset)
                pointers.append((symbol, target, int(ends[:2], 16), int(ends[2:], 16)))
            self.pointers[synset] = pointers

    def _read_index(self, path: Path, pos: str) -> None:
        for line in path.read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            count = int(fields[2])
            self.senses[fields[0], pos] = [(pos, offset) for offset in fields[-count:]]

    def _read_counts(self, path: Path) -> None:
        letters = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
        for line in path.read_text("latin-1").splitlines():
            key, sense, count = line.split()
            lemma, rest = key.split("%")
            word = (lemma, letters[rest[0]])
            counts = self.uses.setdefault(word, [0] * len(self.senses.get(word, ())))
            if int(sense) <= len(counts):
                counts[int(sense) - 1] = int(count)

    @staticmethod
    def _read_exceptions(path: Path) -> dict[str, str]:
        pairs = (line.split()[:2] for line in path.read_text("latin-1").splitlines())
        return {form: lemma for form, lemma in pairs if "_" not in form}


def common_senses(net: WordNet, lemma: str, pos: str) -> list[Synset]:
    """Return the word's senses that are not rare, the commonest first."""
    senses = net.senses[lemma, pos]
    uses = net.uses.get((lemma, pos), [0] * len(senses))
    total = sum(uses)
    kept = [s for s, n in zip(senses, uses, strict=True) if total < 5 or n / total >= RARE_SENSE]
    kept = [s for s in kept if not any(p[0] == "@i" for p in net.pointers[s])]
    return kept[: MOST_SENSES[pos]] or senses[:1]


def is_place(net: WordNet, synset: Synset) -> bool:
    """Say whether the synset names one place."""
    return net.lexfile[synset] == 15 and any(p[0] == "@i" for p in net.pointers[synset])


def build(net: WordNet) -> dict[str, list[str]]:
    """Return the sections, each a sorted list of lines."""
    sections: dict[str, list[str]] = defaultdict(list)
    used: dict[Synset, int] = {}

    def number(synset: Synset) -> int:
        return used.setdefault(synset, len(used))

    for lemma, pos in sorted(net.senses):
        phrasal = pos == "v" and PHRASAL.match(lemma)
        if not (phrasal or WORD.match(lemma)) or all(
            w.split("_")[0][:1].isupper() for s in net.senses[lemma, pos] for w in net.words[s] if w.lower() == lemma
        ):
            continue
        uses = sum(net.uses.get((lemma, pos), []))
        senses = common_senses(net, lemma, pos) if uses > RARE_NOUN or pos != "n" else net.senses[lemma, pos][:1]
        lexfile = net.lexfile[net.senses[lemma, pos][0]]
        ids = " ".join(str(number(s)) for s in senses)
        sections["words"].append(f"{lemma.replace('_', ' ')}\t{pos}\t{uses}\t{lexfile}\t{ids}")
    pending = list(used)
    seen = set(pending)
    hypernyms: dict[Synset, list[Synset]] = {}
    while pending:
        synset = pending.pop()
        up = [p[1] for p in net.pointers[synset] if p[0] in {"@", "*"} and p[1][0] == synset[0]]
        if up:
            hypernyms[synset] = up
        pending.extend(s for s in up if s not in seen)
        seen.update(up)
    for synset in sorted(hypernyms, key=number):
        sections["hypernyms"].append(f"{number(synset)}\t{' '.join(str(number(s)) for s in hypernyms[synset])}")
    for synset, pointers in sorted(net.pointers.items()):
        for symbol, target, own, other in pointers:
            if not own or not other:
                continue
            left, right = net.words[synset][own - 1].lower(), net.words[target][other - 1].lower()
            if not (WORD.match(left) and WORD.match(right)):
                continue
            if symbol == "!":
                sections["antonyms"].append(f"{synset[0]}\t{left}\t{right}")
            elif (symbol == "+" and synset[0] != target[0]) or (
                symbol == "\\" and target[0] in "na" and not is_place(net, target)
            ):
                sections["derived"].append(f"{left}\t{synset[0]}\t{right}\t{target[0]}")
            elif symbol == "\\" and is_place(net, target):
                sections["demonyms"].append(f"{left}\t{right}")
    for synset in sorted(s for s in net.words if s[0] == "a"):
        near = [p[1] for p in net.pointers[synset] if p[0] == "&" and p[1] in used]
        if synset in used and near:
            sections["similar"].append(f"{number(synset)}\t{' '.join(str(number(s)) for s in near)}")
    for synset in sorted(s for s in net.words if s[0] == "n" and is_place(net, s)):
        wholes = [w for p in net.pointers[synset] if p[0] == "#p" for w in net.words[p[1]][:1] if is_place(net, p[1])]
        names = "|".join(w.replace("_", " ") for w in net.words[synset])
        sections["places"].append(f"{names}\t{'|'.join(w.replace('_', ' ') for w in wholes)}")
    for pos, forms in sorted(net.exceptions.items()):
        for form, lemma in sorted(forms.items()):
            if WORD.match(form) and WORD.match(lemma):
                sections["irregular"].append(f"{form}\t{pos}\t{lemma}")
    return {name: sorted(set(lines)) if name != "words" else lines for name, lines in sections.items()}


def main() -> None:
    """Read the database folder, write the word list."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    sections = build(WordNet(folder))
    text = "".join(f"# {name}\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    for name, lines in sections.items():
        sys.stdout.write(f"{name:10} {len(lines):7}\n")
    sys.stdout.write(f"{target}: {target.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
