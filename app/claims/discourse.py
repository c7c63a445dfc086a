"""Who and what a document has spoken of so far, to name what "it", "she" and "the company" refer to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from app.claims.asides import name_of
from app.text.lexicon import Lexicon
from app.text.names import name_key
from app.text.phrases import Phrase
from app.text.sentence import Sentence
from app.text.tags import Tag

_PERSON_FILE, _GROUP_FILE = 18, 14  # WordNet's files of nouns
_TITLES = frozenset("mr mrs ms dr prof sir dame lord lady president minister senator judge governor mayor king queen "
                    "prince princess councillor captain general chancellor professor".split())  # fmt: skip
_MALE, _FEMALE = frozenset({"mr", "sir", "lord", "king", "prince"}), frozenset({"mrs", "ms", "dame", "lady", "queen"})
_BODY_WORDS = frozenset(
    "inc ltd llc plc corp co gmbh ag sa group bank council university guild alliance party ministry agency institute "
    "museum company association union office court commission committee department foundation fund airlines airways "
    "metals air water energy films motors capital partners systems labs ai technologies club hospital school board "
    "organization organisation times post".split()
)
BUSINESS_NOUNS = frozenset(
    "company firm business startup start-up maker manufacturer drugmaker carmaker chipmaker automaker airline "
    "retailer publisher operator group lender insurer corporation conglomerate developer".split()
)
"""Nouns that may speak of any business which has been named before."""
COMPANY_NOUNS = BUSINESS_NOUNS | frozenset(
    "bank agency organisation organization charity club union party council university institute museum ministry "
    "guild supplier contractor hospital school court".split()
)
"""Nouns that speak of a body which has been named before; the rarer ones only of one that is called so."""
_NO_BUSINESS = frozenset(
    "council university ministry organization organisation institute museum court commission committee party union "
    "government parliament department office school hospital alliance guild police army church board nations".split()
)
THING_NOUNS = frozenset("model app chip phone rocket drug vaccine game film book novel tool product ship car".split())
"""Nouns that may speak of a product which has been named before."""
_REACH = 3  # sentences that a pronoun may look back


class Nature(Enum):
    """What kind of thing an entity is taken for."""

    PERSON = "person"
    BODY = "body"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Entity:
    """Something spoken of; `words` name it, `nouns` are what it has been called, `seen` the sentence it was last in."""

    words: str
    key: tuple[str, ...]
    nature: Nature
    named: bool
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    male: bool | None = None
    seen: int = 0
    subject_in: int = -1
    sure: bool = False  # a capital within a sentence, or more than a capital, says that it is a name


class Discourse:
    """The entities of one document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._entities: list[Entity] = []
        self._number = 0

    def pause(self) -> None:
        """Count a sentence that speaks of nothing: a heading, an order, a cry."""
        self._number += 1

    def entity_of(self, sentence: Sentence, phrase: Phrase) -> Entity | None:
        """Return what a phrase of the sentence now being read speaks of."""
        entity = self._entity_of(sentence, phrase)
        if entity is not None:
            entity.seen = self._number
        return entity

    def hear(self, sentence: Sentence) -> None:
        """Take in what a sentence speaks of."""
        subjects = {id(p.subject) for p in sentence.structure.predicates if p.finite and p.antecedent is None}
        main = next((p.subject for p in sentence.structure.predicates if p.finite and p.antecedent is None), None)
        for phrase in sentence.structure.phrases:
            entity = self._entity_of(sentence, phrase)
            if entity is None:
                continue
            entity.seen = self._number
            if phrase is main or (id(phrase) in subjects and main is None):
                entity.subject_in = self._number
        self._number += 1

    def person(self, *, male: bool | None) -> Entity | None:
        """Return whom "he", "she" or "his" means: the last subject, or the only person within reach."""
        found = [e for e in self._recent() if e.nature is Nature.PERSON and e.male in {None, male} and not e.plural]
        chosen = self._last_subject(found) or (found[0] if len(found) == 1 else None)
        if chosen is not None and male is not None:
            chosen.male = male
        return chosen

    def thing(self) -> Entity | None:
        """Return what "it" means: the subject of the sentence before, if that is one thing."""
        subjects = [e for e in self._entities if e.subject_in == self._number - 1]
        fitting = [e for e in subjects if e.nature is not Nature.PERSON and not e.plural]
        return fitting[-1] if len(fitting) == 1 and len(subjects) == 1 else None

    def several(self) -> Entity | None:
        """Return whom "they" means: the subject of the sentence before, if that is several or a body."""
        subjects = [e for e in self._entities if e.subject_in == self._number - 1]
        fitting = [e for e in subjects if e.plural or (e.nature is Nature.BODY and e.named)]
        return fitting[-1] if len(fitting) == 1 and len(subjects) == 1 else None

    def described(self, noun: str) -> Entity | None:
        """Return what "the company" or "the model" means: what was called so, or the last subject it may fit."""
        recent = [e for e in self._recent() if e.named and not e.plural]
        called = [e for e in recent if noun in e.nouns or noun in e.key]
        if called:
            return max(called, key=lambda e: (e.seen, e.subject_in))
        if noun in BUSINESS_NOUNS:
            bodies = [e for e in recent if e.nature in {Nature.BODY, Nature.UNKNOWN} and e.sure]
            bodies = [e for e in bodies if not set(e.key) & _NO_BUSINESS]
            return self._last_subject(bodies) or (bodies[0] if len(bodies) == 1 else None)
        if noun in THING_NOUNS:
            things = [e for e in recent if e.nature in {Nature.THING, Nature.UNKNOWN}]
            return next((e for e in things if e.subject_in == self._number - 1), None)
        return None

    def persons_within_reach(self) -> int:
        """Return how many people "he" or "she" could mean."""
        return sum(e.nature is Nature.PERSON for e in self._recent())

    def _recent(self) -> list[Entity]:
        return [e for e in self._entities if e.seen >= self._number - _REACH]

    def _last_subject(self, found: list[Entity]) -> Entity | None:
        subjects = [e for e in found if e.subject_in >= self._number - _REACH]
        return max(subjects, key=lambda e: e.subject_in, default=None)

    def _entity_of(self, sentence: Sentence, phrase: Phrase) -> Entity | None:
        words = sentence.words
        head = words[phrase.head]
        if head.tag is Tag.NAME:
            return self._named(sentence, phrase)
        if head.tag is not Tag.NOUN:
            return None
        if head.lemma in COMPANY_NOUNS | THING_NOUNS and words[phrase.start].lower == "the":
            known = self.described(head.lemma)
            if known is not None:
                return known
        return self._common(sentence, phrase)

    def _named(self, sentence: Sentence, phrase: Phrase) -> Entity:
        words = sentence.words
        first = next(i for i in range(phrase.start, phrase.end) if words[i].tag is Tag.NAME)
        if words[phrase.start].lower == "the" and first == phrase.start + 1:
            first = phrase.start
        text = sentence.text[words[first].start : words[phrase.end - 1].end]
        if phrase.joined:
            text = sentence.text[words[first].start : words[phrase.joined[-1].end - 1].end]
        key = name_key(text)
        nouns = {words[i].lemma for i in range(phrase.start, first) if words[i].tag is Tag.NOUN}
        nouns |= {words[a.head].lemma for a in phrase.appositions if words[a.head].tag is Tag.NOUN}
        nouns |= set(self._complements(sentence, phrase))
        nouns |= {words[p.head].lemma for p in sentence.structure.phrases
                  if phrase in p.appositions and words[p.head].tag is Tag.NOUN}  # fmt: skip
        known = self._find(key, plural=bool(phrase.joined))
        if known is None:
            known = Entity(text, key, Nature.UNKNOWN, named=True, plural=bool(phrase.joined))
            self._entities.append(known)
        known.nouns |= nouns
        known.sure = known.sure or first > 0 or len(key) > 1 or bool(nouns) or self._lexicon.uses(key[0], "n") == 0
        known.nature = self._nature(known, sentence, phrase)
        titles = {part.strip(".").lower() for part in text.split()}
        known.male = True if titles & _MALE else False if titles & _FEMALE else known.male
        return known

    def _complements(self, sentence: Sentence, phrase: Phrase) -> Iterator[str]:
        for predicate in sentence.structure.predicates:
            if predicate.subject is phrase and predicate.complement is not None:
                yield sentence.words[predicate.complement.head].lemma

    def _find(self, key: tuple[str, ...], *, plural: bool) -> Entity | None:
        for entity in reversed(self._entities):
            if not entity.named or entity.plural != plural:
                continue
            if entity.key == key or (len(key) == 1 and entity.nature is Nature.PERSON and entity.key[-1:] == key):
                return entity
        return None

    def _nature(self, entity: Entity, sentence: Sentence, phrase: Phrase) -> Nature:
        if entity.nature in {Nature.PERSON, Nature.BODY}:
            return entity.nature
        nouns, key = entity.nouns, entity.key
        parts = [part.strip(".,").lower() for part in entity.words.split()]
        if any(part in _TITLES for part in parts) or self._is_personal(sentence, phrase):
            return Nature.PERSON
        if any(part in _BODY_WORDS for part in parts) or nouns & COMPANY_NOUNS:
            return Nature.BODY
        if any(self._lexicon.kind(noun) == _PERSON_FILE for noun in nouns):
            return Nature.PERSON
        if any(char.isdigit() for char in entity.words):
            return Nature.THING
        if any(self._lexicon.kind(noun) == _GROUP_FILE for noun in nouns):
            return Nature.BODY
        full = " ".join(key)
        if self._lexicon.is_place(full) or self._lexicon.is_place(entity.words):
            return Nature.THING
        return Nature.PERSON if self._looks_personal(parts) else entity.nature

    def _looks_personal(self, parts: list[str]) -> bool:
        """Say whether two or three plain words could be a given name and a surname."""
        plain = 2 <= len(parts) <= 3 and all(
            p.replace("-", "").replace("'", "").isalpha() or len(p) == 1 for p in parts
        )
        return plain and "the" not in parts and "of" not in parts and not any(
            self._lexicon.uses(part, "n") > 0 and self._lexicon.kind(part) != _PERSON_FILE for part in parts
        )  # fmt: skip

    def _is_personal(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Say whether an age or "who" follows."""
        words = sentence.words
        after = [w.lower for w in words[phrase.end : phrase.end + 2]]
        aged = any(words[a.head].tag is Tag.NUMBER for a in phrase.appositions)
        return aged or "who" in after[:1] or after == [",", "who"]

    def _common(self, sentence: Sentence, phrase: Phrase) -> Entity | None:
        words = sentence.words
        head = words[phrase.head]
        plural = bool(phrase.joined) or (head.lower != head.lemma and head.lower.endswith("s"))
        text = name_of(sentence, phrase)
        first, _, rest = text.partition(" ")
        words_for = f"the {rest}" if first.lower() in {"a", "an"} else text[:1].lower() + text[1:]
        if words[phrase.start].tag is Tag.OWNER:
            return None
        nature = Nature.PERSON if self._lexicon.kind(head.lemma) == _PERSON_FILE else Nature.THING
        known = next((e for e in reversed(self._entities) if not e.named and e.words == words_for), None)
        if known is None:
            known = Entity(words_for, (head.lemma,), nature, named=False, plural=plural)
            self._entities.append(known)
        return known
