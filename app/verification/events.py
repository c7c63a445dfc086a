"""Events that a sentence tells: verbs, nouns for events, possession; who takes which part in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.text.event_classes import EventClasses
from app.text.lexicon import Lexicon
from app.text.sentence import Sentence
from app.text.syntax import Phrase, Predicate
from app.text.tagging import Tag, Word

AGENT, PATIENT = "agent", "patient"
POSSESS = "possess"
"""Lemma of the event behind "Google's Mixtral", "Mixtral is Google's", "the company behind Mixtral"."""

_LINKING = frozenset("be become remain stay seem".split())
_LIGHT = frozenset("have do take make get give hold carry complete conclude conduct perform undertake".split())
_COMING = frozenset({"come", "originate", "stem", "hail"})
_PERSON, _GROUP = 18, 14
_HAPPENINGS = frozenset({4, 7, 10, 11, 21, 22, 26})
"""WordNet's files of nouns for acts, attributes, communications, events, possessions, processes and states."""
_DOER_ENDINGS = ("er", "or", "ant", "ent", "ist", "man", "woman")


@dataclass(slots=True)
class Event:
    """Something that happens or holds; `lemmas` are the words for it, the best first; `head` is its word's index."""

    lemmas: tuple[str, ...]
    head: int
    parts: dict[str, list[Phrase]] = field(default_factory=dict)
    leading: tuple[str, ...] = ()
    negations: tuple[int, ...] = ()
    is_noun: bool = False
    clause: Predicate | None = None

    def add(self, part: str, phrase: Phrase | None) -> None:
        """Give a phrase a part in the event."""
        if phrase is not None and phrase not in self.parts.setdefault(part, []):
            self.parts[part].append(phrase)


def is_light(event: Event) -> bool:
    """Say whether the event's word means little by itself: "be", "have", "take place"."""
    return event.lemmas[0] in _LINKING | _LIGHT | {"take place", POSSESS}


def is_linking(event: Event) -> bool:
    """Say whether the event's verb only links its sides: "be", "become", or a light verb."""
    return event.lemmas[-1] in _LINKING | _LIGHT | {"take place", POSSESS}


def find_events(sentence: Sentence, lexicon: Lexicon, classes: EventClasses) -> list[Event]:
    """Return the events of a sentence in order of their words."""
    events = sorted(_Finder(sentence, lexicon, classes).events(), key=lambda event: event.head)
    _carry_over_identities(sentence, events)
    return events


def _carry_over_identities(sentence: Sentence, events: list[Event]) -> None:
    """Let "Mixtral is a model that Mistral developed" say that Mistral developed Mixtral."""
    for predicate in sentence.structure.predicates:
        described, named = predicate.complement, predicate.subject
        if predicate.lemma not in _LINKING or described is None or named is None or predicate.negations:
            continue
        same = [described, *described.joined, *described.details]
        for event in events:
            for part, phrases in event.parts.items():
                if event.clause is not predicate and any(phrase is other for phrase in phrases for other in same):
                    event.add(part, named)


class _Finder:
    def __init__(self, sentence: Sentence, lexicon: Lexicon, classes: EventClasses) -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._lexicon = lexicon
        self._classes = classes

    def events(self) -> Iterator[Event]:
        for predicate in self._sentence.structure.predicates:
            yield self._verbal(predicate)
        for phrase in self._sentence.structure.phrases:
            yield from self._nominal(phrase)
            yield from self._possession(phrase)

    def _verbal(self, predicate: Predicate) -> Event:
        event = Event((predicate.lemma,), predicate.head, leading=predicate.leading, negations=predicate.negations,
                      clause=predicate)  # fmt: skip
        event.add(AGENT, predicate.agent)
        event.add(PATIENT, predicate.patient)
        event.add("is", predicate.complement)
        if predicate.passive and predicate.object is not None:
            event.add("as", predicate.object)
        if predicate.lemma in _COMING:
            yield_from = [
                p for p in predicate.obliques if p.preposition == "from" and self._words[p.head].tag is Tag.NAME
            ]
            for origin in yield_from:
                event.lemmas = (POSSESS,)
                event.parts = {AGENT: [origin], PATIENT: event.parts.get(AGENT, [])}
                return event
        for phrase in predicate.obliques:
            if not (predicate.passive and phrase is predicate.agent):
                event.add(phrase.preposition or "then", phrase)
        self._name_light(event, predicate)
        return event

    def _name_light(self, event: Event, predicate: Predicate) -> None:
        """Let "was the winner", "is due to", "took place" be known by the word that carries the meaning."""
        verb = predicate.lemma.split()[0]
        if verb not in _LINKING and verb not in _LIGHT:
            return
        if predicate.complement is not None and self._is_possessive(predicate.complement):
            event.lemmas = (POSSESS,)
            event.parts = {AGENT: [predicate.complement], PATIENT: event.parts.get(AGENT, [])}
            return
        carriers = [self._words[p.head] for p in (predicate.complement,) if p is not None]
        if verb in _LIGHT and predicate.object is not None:
            if self._words[predicate.object.head].lemma == "place" and verb == "take":
                event.lemmas = ("take place",)
                return
            thing = self._words[predicate.object.head]
            carriers = [thing] if self._happens(thing.lemma) or self._classes.classes(thing.lemma) else []
            event.lemmas = (*(w.lemma for w in carriers), predicate.lemma)
            return
        if predicate.complement is None:
            start = predicate.end + 1
            states = [p.head for p in predicate.obliques if p.start == start and p.preposition is not None]
            carriers += [self._words[i] for i in states if self._is_known(self._words[i].lemma)]
        after = self._words[predicate.end : predicate.end + 2]
        carriers += [w for w in after if w.tag in {Tag.ADJECTIVE, Tag.ADVERB, Tag.PAST} or w.lower == "due"][:1]
        names = [w.lemma for w in carriers if w.tag in {Tag.NOUN, Tag.ADJECTIVE, Tag.PAST, Tag.ADVERB, Tag.PREPOSITION}]
        event.lemmas = (*names, predicate.lemma)

    def _is_possessive(self, phrase: Phrase) -> bool:
        following = self._words[phrase.end] if phrase.end < len(self._words) else None
        owned = any(other.owner is phrase for other in self._sentence.structure.phrases)
        return following is not None and following.tag is Tag.POSSESSIVE and not owned

    def _nominal(self, phrase: Phrase) -> Iterator[Event]:
        """Yield the event that a noun tells: "the acquisition of Norline", "the maker of Mixtral"."""
        word = self._words[phrase.head]
        for noun in self._event_nouns(phrase, word):
            lemma = noun.lemma
            event = Event((lemma,), noun.index, is_noun=True, clause=self._clause_of(phrase))
            inner = [*phrase.details, *([phrase.owner] if phrase.owner else [])]
            if self._tells_doer(lemma):
                if not (inner or self._described_by(phrase)):
                    continue
                event.add(AGENT, phrase)
                for other in self._described_by(phrase):
                    event.add(AGENT, other)
                for detail in inner:
                    event.add(PATIENT, detail)
            else:
                self._give_parts(event, phrase)
            for other in self._same_clause(phrase):
                event.add(other.preposition or "then", other)
            yield event

    def _event_nouns(self, phrase: Phrase, head: Word) -> Iterator[Word]:
        for i in range(phrase.start, phrase.end):
            word = self._words[i]
            beside_name = word is head or head.tag is Tag.NAME
            if word.tag is Tag.NOUN and beside_name and self._tells_event(word.lemma):
                yield word

    def _is_known(self, noun: str) -> bool:
        return self._tells_event(noun) or bool(self._classes.classes(noun))

    def _happens(self, noun: str) -> bool:
        return self._lexicon.kind(noun) in _HAPPENINGS and self._tells_event(noun)

    def _tells_event(self, noun: str) -> bool:
        if not (self._lexicon.kind(noun) in _HAPPENINGS or self._tells_doer(noun)):
            return False
        return bool(self._classes.classes(noun)) or any(
            self._lexicon.uses(verb, "v") > 0
            for verb in self._lexicon.derivations(noun)
            if self._lexicon.knows(verb, "v")
        )

    def _tells_doer(self, noun: str) -> bool:
        return self._lexicon.kind(noun) in {_PERSON, _GROUP} or (
            noun.endswith(_DOER_ENDINGS) and bool(self._classes.classes(noun))
        )

    def _give_parts(self, event: Event, phrase: Phrase) -> None:
        """Give "X's launch of Y", "the launch of Y by X" their agent and patient."""
        by = next((p for p in self._following(phrase) if p.preposition == "by"), None)
        of = next(iter(phrase.details), None)
        if phrase.owner is not None:
            event.add(AGENT if of is not None or by is None else PATIENT, phrase.owner)
            if of is None and by is None:
                event.add(PATIENT, phrase.owner)
        event.add(PATIENT, of)
        event.add(AGENT, by)
        on = next((p for p in self._following(phrase) if p.preposition in {"on", "against"}), None)
        event.add(PATIENT, on if of is None else None)

    def _following(self, phrase: Phrase) -> list[Phrase]:
        end = phrase.end
        found = []
        for other in self._sentence.structure.phrases:
            if other.start >= end and other.start - end <= 2 and other.preposition is not None:
                found.append(other)
                end = other.end
        return found

    def _described_by(self, phrase: Phrase) -> list[Phrase]:
        """Return what else the phrase's thing is called: its apposition, or the other side of "is"."""
        found = list(phrase.appositions)
        for other in self._sentence.structure.phrases:
            if phrase in other.appositions:
                found.append(other)
        for predicate in self._sentence.structure.predicates:
            if predicate.lemma in {"be", "become", "remain"} and predicate.complement is not None:
                if predicate.complement is phrase and predicate.subject is not None:
                    found.append(predicate.subject)
                elif predicate.subject is phrase:
                    found.append(predicate.complement)
        return found

    def _named_in_compound(self, phrase: Phrase) -> Phrase | None:
        """Return the name in "a Google model", where the phrase says what something else is."""
        words = self._words
        named = [i for i in range(phrase.start, phrase.head) if words[i].tag is Tag.NAME]
        indefinite = words[phrase.start].lower in {"a", "an"}
        if not named or not indefinite or words[phrase.head].tag is not Tag.NOUN or not self._described_by(phrase):
            return None
        return Phrase(named[0], named[-1] + 1, named[-1])

    def _clause_of(self, phrase: Phrase) -> Predicate | None:
        for predicate in self._sentence.structure.predicates:
            if phrase in (predicate.subject, predicate.object, predicate.complement) or phrase in predicate.obliques:
                return predicate
        return None

    def _same_clause(self, phrase: Phrase) -> list[Phrase]:
        clause = self._clause_of(phrase)
        return [other for other in clause.obliques if other is not phrase] if clause is not None else []

    def _possession(self, phrase: Phrase) -> Iterator[Event]:
        """Yield the bond behind "Google's Mixtral" and "the company behind Mixtral"."""
        if phrase.owner is not None:
            event = Event((POSSESS,), phrase.head, is_noun=True, clause=self._clause_of(phrase))
            event.add(AGENT, phrase.owner)
            event.add(PATIENT, phrase)
            yield event
        maker = self._named_in_compound(phrase)
        if maker is not None:
            event = Event((POSSESS,), phrase.head, is_noun=True, clause=self._clause_of(phrase))
            event.add(AGENT, maker)
            event.add(PATIENT, phrase)
            for other in self._described_by(phrase):
                event.add(PATIENT, other)
            yield event
        behind = next((p for p in self._following(phrase)[:1] if p.preposition == "behind"), None)
        if behind is not None:
            event = Event((POSSESS,), phrase.head, is_noun=True, clause=self._clause_of(phrase))
            event.add(AGENT, phrase)
            for other in self._described_by(phrase):
                event.add(AGENT, other)
            event.add(PATIENT, behind)
            yield event
