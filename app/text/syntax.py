"""Shallow syntax: noun phrases, predicates, and who stands in which place of which predicate."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.text.tagging import Tag, Word

_INSIDE = {Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.DATE}
_HEADS = {Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.DATE, Tag.PRONOUN}
_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}
_GROUP = {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL, Tag.NEGATION, Tag.ADVERB, Tag.TO, Tag.VERB, Tag.PAST, Tag.GERUND}
_NAME_LINKS = frozenset("of the de la le van von der den del di da al el for and &".split())
_QUANTIFIERS = frozenset("all some most many none both each several few one much any".split())
_CLAUSE_OPENERS = frozenset("after before since until as than".split())  # also prepositions
_SAYING = frozenset(
    "say announce claim report state tell argue believe think add warn note deny confirm insist allege admit predict "
    "expect estimate suggest declare write promise hope fear show find reveal".split()
)
_HEDGING_NOUNS = frozenset(
    "plan decision proposal promise refusal attempt bid intention effort offer agreement threat failure pledge ability "
    "right chance permission request order".split()
)
_BREAKS = {Tag.SUBORDINATOR, Tag.RELATIVE}


@dataclass(slots=True)
class Phrase:
    """A noun phrase: words `start` to `end` (exclusive), its head word, and the preposition before it, if any.

    `owner` is the possessor ("Mistral's model"), `appositions` are other descriptions of the same thing, `details` are
    the phrases that "of" hangs on it, `joined` its fellows in a list. A `contrasted` phrase is the one that it is not:
    "an update, not an attack".
    """

    start: int
    end: int
    head: int
    preposition: str | None = None
    owner: "Phrase | None" = None
    appositions: list["Phrase"] = field(default_factory=list)
    details: list["Phrase"] = field(default_factory=list)
    joined: list["Phrase"] = field(default_factory=list)
    contrasted: bool = False


@dataclass(slots=True)
class Predicate:
    """A verb group or copula with what stands around it.

    `head` is the index of its meaning-bearing word; `lemma` includes a particle ("take over"). `leading` holds the lemmas
    before it in the group ("fail" in "failed to win"), modals included. In a passive, `subject` is who is acted upon;
    `agent` and `patient` undo that.
    """

    start: int
    end: int
    head: int
    lemma: str
    leading: tuple[str, ...] = ()
    negations: tuple[int, ...] = ()
    passive: bool = False
    finite: bool = True
    subject: Phrase | None = None
    object: Phrase | None = None
    complement: Phrase | None = None
    obliques: list[Phrase] = field(default_factory=list)
    antecedent: Phrase | None = None  # what a relative clause or participle describes

    @property
    def agent(self) -> Phrase | None:
        """Return who acts: the subject, in a passive the phrase after "by"."""
        if not self.passive:
            return self.subject
        return next((phrase for phrase in self.obliques if phrase.preposition == "by"), None)

    @property
    def patient(self) -> Phrase | None:
        """Return what is acted upon."""
        return self.subject if self.passive else self.object


@dataclass(frozen=True, slots=True)
class Structure:
    """Phrases and predicates of a text in order."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    predicates: tuple[Predicate, ...]


def parse(words: Sequence[Word], *, is_verb: Callable[[str], bool]) -> Structure:
    """Find the phrases and predicates of tagged words; `is_verb` knows phrasal verbs such as "take over"."""
    phrases = _link(words, list(_phrases(words)))
    predicates = list(_predicates(words, is_verb))
    _attach(words, phrases, predicates)
    return Structure(tuple(words), tuple(phrases), tuple(predicates))


def _phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    i = 0
    while i < len(words):
        end = _phrase_end(words, i)
        head = _head(words, i, end)
        if head is None:
            i += 1
            continue
        yield Phrase(i, end, head, _preposition(words, i))
        i = end


def _phrase_end(words: Sequence[Word], start: int) -> int:
    if words[start].tag is Tag.PRONOUN:
        return start + 1
    i = start
    while i < len(words) and _continues(words, start, i):
        i += 1
    return i


def _continues(words: Sequence[Word], start: int, i: int) -> bool:
    tag = words[i].tag
    if i > start and tag in {Tag.DETERMINER, Tag.OWNER} and words[i - 1].lower not in {"all", "both", "half", "such"}:
        return False
    if i > start and (tag is Tag.DATE) != (words[i - 1].tag is Tag.DATE):
        return _dates_a_noun(words, start, i)
    if tag in _INSIDE:
        return True
    following = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    if tag in {Tag.PAST, Tag.GERUND}:  # "the forged drawings"
        opens = i > start and words[i - 1].tag in {Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE, Tag.NUMBER}
        return opens and following in {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME}
    if tag is Tag.ADVERB:  # "almost two minutes", "the most costly"
        return following in {Tag.NUMBER, Tag.ADJECTIVE} and words[i].lower not in {"not", "ago", "later"}
    if words[i].lower in _NAME_LINKS and i > start and words[i - 1].tag is Tag.NAME and following is Tag.NAME:
        return words[i].lower not in {"and", "for", "&"} or words[i].lower == "&"
    return False


def _dates_a_noun(words: Sequence[Word], start: int, i: int) -> bool:
    """Say whether a phrase goes on into or out of a date: "the 2021 sample", but not "In 2024 Kestrel"."""
    determined = words[start].tag in {Tag.DETERMINER, Tag.OWNER}
    if words[i].tag is Tag.DATE:
        return determined and i == start + 1
    return determined and words[i].tag in {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME}


def _head(words: Sequence[Word], start: int, end: int) -> int | None:
    head = next((i for i in range(end - 1, start - 1, -1) if words[i].tag in _HEADS), None)
    if head is None and start < end < len(words) and words[end].lower == "of" and words[end - 1].lower in _QUANTIFIERS:
        return end - 1
    return head


def _preposition(words: Sequence[Word], start: int) -> str | None:
    i = start - 1
    while i >= 0 and words[i].tag is Tag.ADVERB:
        i -= 1
    if i >= 0 and words[i].tag is Tag.PREPOSITION:
        return words[i].lower
    return None


def _link(words: Sequence[Word], phrases: list[Phrase]) -> list[Phrase]:
    """Tie possessors, appositions and "of" phrases to the phrases they belong to."""
    for phrase in phrases:
        phrase.contrasted = _is_contrasted(words, phrase.start)
    for before, phrase in zip(phrases, phrases[1:], strict=False):
        gap = words[before.end : phrase.start]
        if _is_list(words, before, phrase, gap):
            before.joined.append(phrase)
            phrase.preposition = before.preposition or "&"
        elif len(gap) == 1 and gap[0].tag is Tag.POSSESSIVE:
            phrase.owner, phrase.preposition = before, before.preposition
            for host in phrases:
                host.details = [phrase if detail is before else detail for detail in host.details]
        elif len(gap) == 1 and phrase.preposition == "of":
            before.details.append(phrase)
        elif len(gap) == 1 and gap[0].lower in {",", "(", "—", "–"} and _renames(words, before, phrase):
            before.appositions.append(phrase)
            phrase.preposition = "="
    return phrases


def _is_contrasted(words: Sequence[Word], start: int) -> bool:
    before = [word.lower for word in words[max(0, start - 2) : start]]
    return before[-1:] == ["not"] or before in (["rather", "than"], ["instead", "of"])


def _is_list(words: Sequence[Word], phrase: Phrase, other: Phrase, gap: Sequence[Word]) -> bool:
    """Say whether two phrases are fellows: "Bellandi and Sandell-Ruiz", but not the subject of a clause that "and" opens."""
    if not gap or not all(word.tag is Tag.CONJUNCTION or word.lower == "," for word in gap):
        return False
    if not any(word.tag is Tag.CONJUNCTION for word in gap):
        return False
    opens_clause = other.end < len(words) and words[other.end].tag in _FINITE
    follows_verb = any(word.tag in _FINITE for word in words[: phrase.start])
    alike = (words[phrase.head].tag is Tag.NAME) == (words[other.head].tag is Tag.NAME)
    return alike and not (opens_clause and follows_verb)


def _renames(words: Sequence[Word], phrase: Phrase, other: Phrase) -> bool:
    """Say whether the second phrase describes the first anew: "Lena Marsk, the minister"; "its founder, Lena Marsk"."""
    ends = other.end >= len(words) or words[other.end].tag is not Tag.CONJUNCTION
    named = words[phrase.head].tag is Tag.NAME, words[other.head].tag is Tag.NAME
    described = words[other.start].tag in {Tag.DETERMINER, Tag.OWNER} or words[other.start].lower in {"a", "an"}
    return ends and ((named == (True, False) and described) or (named == (False, True) and _is_definite(words, phrase)))


def _is_definite(words: Sequence[Word], phrase: Phrase) -> bool:
    return words[phrase.start].tag in {Tag.DETERMINER, Tag.OWNER} or phrase.owner is not None


def _predicates(words: Sequence[Word], is_verb: Callable[[str], bool]) -> Iterator[Predicate]:
    i = 0
    while i < len(words):
        if words[i].tag not in {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL, Tag.VERB, Tag.PAST, Tag.GERUND} or _is_modifier(words, i):
            i += 1
            continue
        end = _group_end(words, i)
        yield _predicate(words, i, end, is_verb)
        i = end


def _is_modifier(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle stands inside a noun phrase: "the forged drawings"."""
    if words[i].tag not in {Tag.PAST, Tag.GERUND} or i == 0 or i + 1 >= len(words):
        return False
    return words[i - 1].tag in {Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE} and words[i + 1].tag in {
        Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.CONJUNCTION}  # fmt: skip


def _group_end(words: Sequence[Word], start: int) -> int:
    """Return the end of the verb group: auxiliaries, adverbs and a chain such as "is expected to begin to fall"."""
    i = start + 1
    done = words[start].tag in {Tag.VERB, Tag.PAST, Tag.GERUND}
    while i < len(words) and words[i].tag in _GROUP:
        tag = words[i].tag
        if done and tag not in {Tag.TO, Tag.ADVERB, Tag.NEGATION}:
            break
        if done and tag in {Tag.ADVERB, Tag.NEGATION} and not _leads_on(words, i):
            break
        if tag is Tag.TO:
            done = False
        elif tag in {Tag.VERB, Tag.PAST, Tag.GERUND}:
            done = True
        i += 1
    while i > start + 1 and words[i - 1].tag in {Tag.ADVERB, Tag.TO}:
        i -= 1
    return i


def _leads_on(words: Sequence[Word], i: int) -> bool:
    """Say whether only adverbs and negations lie between here and a "to" that continues the group."""
    while i < len(words) and words[i].tag in {Tag.ADVERB, Tag.NEGATION}:
        i += 1
    return i < len(words) and words[i].tag is Tag.TO


def _predicate(words: Sequence[Word], start: int, end: int, is_verb: Callable[[str], bool]) -> Predicate:
    group = list(range(start, end))
    verbs = [i for i in group if words[i].tag in {Tag.VERB, Tag.PAST, Tag.GERUND}]
    auxiliaries = [i for i in group if words[i].tag in {Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}]
    head = verbs[-1] if verbs else auxiliaries[-1]
    be_before = any(words[i].tag is Tag.BE for i in auxiliaries if i < head)
    passive = words[head].tag is Tag.PAST and be_before and words[head - 1].tag is not Tag.HAVE
    lemma = _verb_lemma(words, head)
    particle = _particle(words, end)
    if verbs and particle is not None and is_verb(f"{lemma} {particle}"):
        lemma = f"{lemma} {particle}"
    leading = tuple(words[i].lemma for i in group if i < head and words[i].tag in {
        Tag.VERB, Tag.PAST, Tag.GERUND, Tag.MODAL, Tag.TO})  # fmt: skip
    if any(words[i].tag is Tag.BE and words[i + 1].tag is Tag.TO for i in group[:-1]):
        leading = (*leading, "be to")
    negations = tuple(i for i in group if words[i].tag is Tag.NEGATION)
    finite = words[start].tag is not Tag.GERUND and words[start].lower not in {"having", "being"} and not (start > 0 and words[start - 1].tag is Tag.TO)
    return Predicate(start, end, head, lemma, leading, negations, passive, finite)


def _particle(words: Sequence[Word], i: int) -> str | None:
    """Return a preposition or adverb that may belong to the verb before it; before a date it never does."""
    if i >= len(words) or words[i].tag not in {Tag.PREPOSITION, Tag.ADVERB}:
        return None
    dated = i + 1 < len(words) and words[i + 1].tag is Tag.DATE
    return None if dated else words[i].lower


def _verb_lemma(words: Sequence[Word], head: int) -> str:
    word = words[head]
    return {Tag.BE: "be", Tag.HAVE: "have", Tag.DO: "do"}.get(word.tag, word.lemma)


def _attach(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    for i, predicate in enumerate(predicates):
        _find_object(words, phrases, predicate, predicates[i + 1].start if i + 1 < len(predicates) else len(words))
    for i, predicate in enumerate(predicates):
        _find_subject(words, phrases, predicates, i)
    _attach_fronted(words, phrases, predicates)
    for before, predicate in zip(predicates, predicates[1:], strict=False):
        _take_over_leading(words, phrases, before, predicate)
    _drop_subjects_from_obliques(predicates)


def _take_over_leading(words: Sequence[Word], phrases: list[Phrase], before: Predicate, predicate: Predicate) -> None:
    """Let "denied having copied" and "a plan to sign" colour the verb that follows."""
    opener = words[predicate.start - 1]
    if opener.tag is Tag.CONJUNCTION and words[predicate.start].tag is Tag.VERB and before.leading:
        predicate.leading = before.leading
        return
    if predicate.finite:
        return
    gap = words[before.end : predicate.start]
    if all(word.tag in {Tag.ADVERB, Tag.TO, Tag.NEGATION} or word.lower in {"of", "from"} for word in gap):
        to = ("to",) if any(word.tag is Tag.TO for word in gap) else ()
        predicate.leading = (*before.leading, before.lemma, *to, *predicate.leading)
        predicate.negations = (*before.negations, *predicate.negations)
        return
    noun = next((p for p in phrases if p.end in {predicate.start, predicate.start - 1} and p.start >= before.end), None)
    if noun is not None and words[noun.head].lemma in _HEDGING_NOUNS:
        predicate.leading = (words[noun.head].lemma, *predicate.leading)
    elif words[predicate.start - 1].tag is Tag.TO and not _is_singled_out(words, noun):
        predicate.leading = ("to", *predicate.leading)
    elif words[predicate.start - 1].lower in {"of", "for", "from"}:
        predicate.leading = (before.lemma, *predicate.leading)


def _is_singled_out(words: Sequence[Word], phrase: Phrase | None) -> bool:
    """Say whether "to" goes on from "the first", "the only", "the youngest": what follows has happened."""
    if phrase is None:
        return False
    return any(words[i].lower in {"first", "last", "only", "second", "third"} or words[i].lower.endswith("est")
               for i in range(phrase.start, phrase.end))  # fmt: skip


def _drop_subjects_from_obliques(predicates: list[Predicate]) -> None:
    subjects = {id(predicate.subject) for predicate in predicates}
    for predicate in predicates:
        predicate.obliques = [phrase for phrase in predicate.obliques if id(phrase) not in subjects]


def _find_object(words: Sequence[Word], phrases: list[Phrase], predicate: Predicate, limit: int) -> None:
    """Give the predicate the phrases that follow it, up to the next predicate or clause."""
    position = predicate.end
    owners = {id(phrase.owner) for phrase in phrases}
    for phrase in phrases:
        if phrase.start < predicate.end or phrase.start >= limit or id(phrase) in owners:
            continue
        if phrase.preposition in {"=", "&"}:
            position = phrase.end
            continue
        between = words[position : phrase.start]
        if any(word.tag in _BREAKS or word.lower == ";" for word in between):
            break
        comma = any(word.tag is Tag.MARK for word in between)
        followed = _subject_of_next(words, phrase, limit)
        if phrase.preposition is not None and predicate.lemma.endswith(f" {phrase.preposition}") and (
            phrase.start == predicate.end + 1 or (predicate.end + 1 < phrase.start and not predicate.obliques)
        ) and predicate.object is None:
            predicate.object = phrase
            position = phrase.end
            continue
        if phrase.preposition is None and not comma and predicate.object is None and predicate.complement is None:
            if predicate.lemma in {"be", "become", "remain"}:
                predicate.complement = phrase
            elif not (followed and (predicate.lemma in _SAYING or any(w.tag is Tag.CONJUNCTION for w in between))):
                predicate.object = phrase
        elif phrase.owner is None or phrase.preposition is not None:
            if not (comma and followed and phrase.preposition is None):
                predicate.obliques.append(phrase)
        position = phrase.end


def _subject_of_next(words: Sequence[Word], phrase: Phrase, limit: int) -> bool:
    return phrase.end == limit and limit < len(words) and words[limit].tag in _FINITE


def _find_subject(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate], i: int) -> None:
    predicate = predicates[i]
    before = words[predicate.start - 1] if predicate.start else None
    if before is not None and before.tag is Tag.ADVERB and predicate.start > 1:
        before = words[predicate.start - 2]
    earlier = predicates[i - 1] if i else None
    if not predicate.finite or (before is not None and before.tag is Tag.TO):
        after_object = before is not None and before.lower in {"of", "from", "for"} and earlier is not None
        predicate.subject = (earlier.object if earlier and after_object else None) or _shared_subject(earlier)
        return
    if before is not None and before.tag is Tag.RELATIVE:
        predicate.subject = predicate.antecedent = _antecedent(phrases, before.index)
        return
    if before is not None and before.tag is Tag.CONJUNCTION and earlier is not None:
        predicate.subject = earlier.subject
        predicate.passive = predicate.passive or (earlier.passive and _is_bare_participle(words, predicate))
        return
    phrase = _nearest_free(words, phrases, predicate.start, earlier.end if earlier else 0)
    if earlier is not None and (phrase is None or _inside_relative(words, earlier, phrase)):
        phrase = _host(phrases, earlier.antecedent) if earlier.antecedent is not None else earlier.subject
    if phrase is not None and _is_reduced(words, predicate, predicates[i + 1 :], phrase):
        predicate.passive = True
        phrase = predicate.antecedent = _antecedent(phrases, predicate.start) or phrase
    predicate.subject = phrase
    _object_relative(words, phrases, predicate)


def _shared_subject(earlier: Predicate | None) -> Phrase | None:
    return earlier.subject if earlier is not None else None


def _is_bare_participle(words: Sequence[Word], predicate: Predicate) -> bool:
    return words[predicate.start].tag is Tag.PAST and predicate.start == predicate.head


def _antecedent(phrases: list[Phrase], index: int) -> Phrase | None:
    """Return the phrase a relative pronoun speaks of: the nearest before it, the renamed one if that is an apposition."""
    found = None
    for phrase in phrases:
        if phrase.end <= index:
            found = phrase
    return next((p for p in phrases if found is not None and found in p.appositions), found)


def _host(phrases: list[Phrase], phrase: Phrase) -> Phrase:
    """Return the phrase that "of" hangs this one on, at the top: "none" of "none of the samples"."""
    above = next((p for p in phrases if any(d is phrase for d in p.details)), None)
    return _host(phrases, above) if above is not None else phrase


def _nearest_free(words: Sequence[Word], phrases: list[Phrase], end: int, start: int) -> Phrase | None:
    """Return the last phrase before `end` that no preposition governs and that is nobody's apposition or owner."""
    owners = {id(phrase.owner) for phrase in phrases}
    for phrase in reversed([p for p in phrases if start <= p.start and p.end <= end]):
        free = phrase.preposition is None or phrase.preposition in _CLAUSE_OPENERS
        if free and not phrase.contrasted and id(phrase) not in owners and words[phrase.head].tag is not Tag.DATE:
            return phrase
    return None


def _inside_relative(words: Sequence[Word], earlier: Predicate, phrase: Phrase) -> bool:
    """Say whether the phrase belongs to a relative clause that has ended: "the outbreak that shut wards was …"."""
    opener = words[earlier.start - 1] if earlier.start else None
    return opener is not None and opener.tag is Tag.RELATIVE and phrase.start >= earlier.end


def _is_reduced(words: Sequence[Word], predicate: Predicate, later: Sequence[Predicate], subject: Phrase) -> bool:
    """Say whether a bare participle describes the phrase before it: "the probe, built by X, …"; "a model made by X"."""
    if not _is_bare_participle(words, predicate) or words[predicate.head].token.text.endswith("ing"):
        return False
    following = words[predicate.end] if predicate.end < len(words) else None
    if following is None or following.tag not in {Tag.PREPOSITION, Tag.TO, Tag.ADVERB}:
        return False
    if words[predicate.start - 1].lower == ",":
        return subject.end >= predicate.start - 1
    by_somebody = following.lower == "by" and predicate.end + 1 < len(words) and words[predicate.end + 1].tag in {
        Tag.NAME, Tag.DETERMINER, Tag.NOUN, Tag.ADJECTIVE, Tag.OWNER}  # fmt: skip
    reaches = any(p.finite and p.start > predicate.end and not _clause_between(words, predicate.end, p.start) for p in later[:1])
    return by_somebody or reaches


def _clause_between(words: Sequence[Word], start: int, end: int) -> bool:
    return any(
        word.tag in _BREAKS or word.tag is Tag.CONJUNCTION or word.lower in ",;" or word.lower in _CLAUSE_OPENERS
        for word in words[start:end]
    )


def _object_relative(words: Sequence[Word], phrases: list[Phrase], predicate: Predicate) -> None:
    """Read "the model that Mistral developed": the antecedent is the object."""
    subject = predicate.subject
    if subject is None or subject.start == 0 or predicate.object is not None:
        return
    opener = words[subject.start - 1]
    if opener.tag is Tag.RELATIVE and opener.lower in {"that", "which", "whom"} and subject.start > 1:
        if words[subject.start - 2].tag in {Tag.NOUN, Tag.NAME, Tag.MARK}:
            predicate.object = predicate.antecedent = _antecedent(phrases, subject.start - 1)


def _attach_fronted(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Give phrases before a clause's subject ("In 2023, …", "For children, …") to its predicate."""
    if not predicates:
        return
    taken = {id(p) for predicate in predicates for p in predicate.obliques}
    first = next((p for p in predicates if p.finite), predicates[0])
    for phrase in phrases:
        if phrase.end <= first.start and phrase.preposition not in {None, "=", "&", "of"} and id(phrase) not in taken:
            first.obliques.append(phrase)
