"""Subjects: whose doing each predicate tells, through relative clauses, participles, infinitives and coordination."""

from collections.abc import Sequence

from app.text.phrases import Phrase, host_of
from app.text.predicates import Predicate
from app.text.tags import Tag, Word

SAYING = frozenset(
    "say announce claim report state tell argue believe think add warn note deny confirm insist allege admit predict "
    "expect estimate suggest declare write promise hope fear show find reveal know understand decide conclude".split()
)
"""Verbs whose object may be a clause without "that"."""
_STEERING = frozenset(
    "order ask tell urge force allow require persuade help want expect permit enable instruct advise encourage cause "
    "compel oblige invite lead teach warn authorise authorize press pressure command get direct".split()
)
"""Verbs whose object, not subject, does what "to" tells: "ordered the firm to pay"."""
_TELLING = frozenset(
    "report claim allegation suggestion rumour rumor fact idea hope fear belief proof evidence sign news notion "
    "warning threat decision promise statement view announcement accusation possibility chance risk denial".split()
)
"""Nouns whose "that" opens what they tell and does not stand for them."""
_PLACING = frozenset("in at near from on".split())
_CLAUSE_OPENERS = frozenset("after before since until as than".split())  # also prepositions
_BREAKS = {Tag.SUBORDINATOR, Tag.RELATIVE}
_FINITE = {Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL}


def find_subjects(words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate]) -> None:
    """Give each predicate its subject, left to right, then the first if its subject stands in a later clause."""
    owners = {id(phrase.owner) for phrase in phrases}
    for i in range(len(predicates)):
        _find_subject(words, phrases, predicates, i, owners)
    if predicates and predicates[0].subject is None:
        _borrow_subject(words, predicates[0], predicates[1:])


def _find_subject(
    words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate], i: int, owners: set[int]
) -> None:
    predicate = predicates[i]
    before = _word_before(words, predicate)
    earlier = predicates[i - 1] if i else None
    if not predicate.finite or (before is not None and before.tag is Tag.TO):
        predicate.subject = _subject_of_nonfinite(words, phrases, before, earlier)
    elif before is not None and before.tag is Tag.RELATIVE:
        predicate.subject = predicate.antecedent = _antecedent(words, phrases, before.index)
    elif before is not None and earlier is not None and _goes_on(words, predicates, i, before):
        predicate.subject = earlier.subject
        predicate.passive = predicate.passive or (earlier.passive and _is_bare_participle(words, predicate))
    elif _is_speech_tag(words, predicate):
        predicate.subject = predicate.object
        predicate.object = None
    else:
        _find_subject_before(words, phrases, predicates, i, owners)


def _word_before(words: Sequence[Word], predicate: Predicate) -> Word | None:
    start = predicate.start
    while start > 1 and words[start - 1].tag is Tag.ADVERB:
        start -= 1
    return words[start - 1] if start else None


def _subject_of_nonfinite(
    words: Sequence[Word], phrases: list[Phrase], before: Word | None, earlier: Predicate | None
) -> Phrase | None:
    if earlier is None or before is None:
        return None
    if earlier.object is not None:
        steered = before.tag is Tag.TO and earlier.lemma in _STEERING and earlier.object.end == before.index
        if steered or before.lower in {"of", "from", "for"}:
            return earlier.object
    if before.tag is Tag.NOUN or before.tag is Tag.NAME:
        described = next((p for p in phrases if p.end == before.index + 1), None)
        if described is not None and not _is_measure(words, described) and earlier.lemma not in {"spend", "be"}:
            return described
    return earlier.subject


def _is_measure(words: Sequence[Word], phrase: Phrase) -> bool:
    return any(word.tag in {Tag.NUMBER, Tag.DATE} for word in words[phrase.start : phrase.end])


def _goes_on(words: Sequence[Word], predicates: list[Predicate], i: int, before: Word) -> bool:
    """Say whether the predicate shares the subject of the one before: "bought A, sold B and closed C"."""
    if before.tag is Tag.CONJUNCTION:
        return True
    earlier, predicate = predicates[i - 1], predicates[i]
    if before.lower != "," or earlier.antecedent is not None or not earlier.finite:
        return False
    later = predicates[i + 1] if i + 1 < len(predicates) else None
    last = _word_before(words, later) if later is not None else None
    return (
        later is not None
        and last is not None
        and last.lower in {"and", "but"}
        and (words[predicate.start].tag is words[later.start].tag is not Tag.BE)
    )


def _is_speech_tag(words: Sequence[Word], predicate: Predicate) -> bool:
    """Say whether the speaker follows the verb: 'The plant, said Oona Brekke, will stay open'."""
    speaker = predicate.object
    if speaker is None or predicate.lemma not in SAYING or speaker.start != predicate.end or not predicate.start:
        return False
    closes = speaker.end >= len(words) or words[speaker.end].tag is Tag.MARK
    return closes and words[predicate.start - 1].tag is Tag.MARK


def _find_subject_before(
    words: Sequence[Word], phrases: list[Phrase], predicates: list[Predicate], i: int, owners: set[int]
) -> None:
    predicate = predicates[i]
    earlier = predicates[i - 1] if i else None
    end = predicate.start
    if (
        earlier is not None
        and earlier.subject is not None
        and earlier.subject.start == earlier.end
        and (earlier.lemma in SAYING)
    ):  # a speech tag parts the subject from its verb
        end = earlier.start
        earlier = predicates[i - 2] if i > 1 else None
    phrase = _nearest_free(words, phrases, owners, end, earlier.end if earlier else 0)
    if earlier is not None and (phrase is None or _inside_relative(words, earlier, phrase)):
        phrase = host_of(phrases, earlier.antecedent) if earlier.antecedent is not None else earlier.subject
    if phrase is None and earlier is not None and _describes_subject(words, earlier, predicate):
        phrase = _nearest_free(words, phrases, owners, earlier.start, 0)
    if phrase is not None and _is_reduced(words, predicate, earlier, predicates[i + 1 :], phrase):
        predicate.passive = True
        phrase = predicate.antecedent = _antecedent(words, phrases, predicate.start) or phrase
    elif earlier is not None and _is_afterthought(words, predicate):
        predicate.passive, phrase = True, None
    predicate.subject = phrase
    _take_object_from(words, earlier, predicate)
    _find_object_before(words, phrases, predicate)


def _describes_subject(words: Sequence[Word], earlier: Predicate, predicate: Predicate) -> bool:
    """Say whether the infinitive before hangs on the subject: "the duty to label extends to films"."""
    return not earlier.finite and not any(word.tag is Tag.MARK for word in words[earlier.end : predicate.start])


def _take_object_from(words: Sequence[Word], earlier: Predicate | None, predicate: Predicate) -> None:
    """Let what follows "knew" be the subject of its clause and no object: "knew the dam would fail"."""
    taken = earlier.object if earlier is not None else None
    if earlier is None or taken is None or taken is not predicate.subject:
        return
    if predicate.antecedent is not None or earlier.antecedent is taken:
        return
    if not any(word.tag is Tag.MARK for word in words[taken.end : predicate.start]):
        earlier.object = None


def _nearest_free(
    words: Sequence[Word], phrases: list[Phrase], owners: set[int], end: int, start: int
) -> Phrase | None:
    """Return the last phrase before `end` that no preposition governs and that is nobody's apposition or owner."""
    for phrase in reversed(phrases):
        if phrase.end > end or phrase.start < start:
            continue
        free = phrase.preposition is None or phrase.preposition in _CLAUSE_OPENERS
        if (
            free
            and not (phrase.contrasted and phrase.start > 1)
            and id(phrase) not in owners
            and words[phrase.head].tag is not Tag.DATE
        ):
            return phrase
    return None


def _antecedent(words: Sequence[Word], phrases: list[Phrase], index: int) -> Phrase | None:
    """Return the phrase a relative pronoun speaks of: the nearest before it, the renamed one if that is an apposition.

    Dates, and places where "who" follows, are passed over: "the clerk in Malby who", "a battery in 2019 that".
    """
    found = None
    personal = words[index].lower in {"who", "whom"}
    for phrase in phrases:
        if phrase.end > index:
            break
        placed = personal and phrase.preposition in _PLACING and words[phrase.head].tag is Tag.NAME
        if found is None or not (placed or words[phrase.head].tag is Tag.DATE):
            found = phrase
    return next((p for p in phrases if found is not None and found in p.appositions), found)


def _inside_relative(words: Sequence[Word], earlier: Predicate, phrase: Phrase) -> bool:
    """Say whether the phrase belongs to a relative clause that has ended: "the outbreak that shut wards was …"."""
    opener = words[earlier.start - 1] if earlier.start else None
    relative = opener is not None and opener.tag is Tag.RELATIVE and phrase.start >= earlier.end
    return relative and not any(w.lower == ";" or w.tag is Tag.CONJUNCTION for w in words[earlier.end : phrase.start])


def _is_bare_participle(words: Sequence[Word], predicate: Predicate) -> bool:
    return words[predicate.start].tag is Tag.PAST and predicate.start == predicate.head


def _is_reduced(
    words: Sequence[Word], predicate: Predicate, earlier: Predicate | None, later: Sequence[Predicate], subject: Phrase
) -> bool:
    """Say whether a bare participle describes the phrase before it: "the probe, built by X, …"; "a model made by X"."""
    if not _is_bare_participle(words, predicate) or _follows_relative(words, subject):
        return False
    if earlier is not None and _hangs_on(words, predicate, earlier, subject):
        return True
    following = words[predicate.end] if predicate.end < len(words) else None
    if following is None or following.tag not in {Tag.PREPOSITION, Tag.TO, Tag.ADVERB, Tag.DATE}:
        return False
    if words[predicate.start - 1].lower == ",":
        return subject.end >= predicate.start - 1
    by_somebody = following.lower == "by" and predicate.end + 1 < len(words) and words[predicate.end + 1].tag in {
        Tag.NAME, Tag.DETERMINER, Tag.NOUN, Tag.ADJECTIVE, Tag.OWNER}  # fmt: skip
    return by_somebody or any(p.finite and not _clause_between(words, predicate.end, p.start) for p in later[:1])


def _outer_start(phrase: Phrase) -> int:
    return phrase.start if phrase.owner is None else _outer_start(phrase.owner)


def _is_afterthought(words: Sequence[Word], predicate: Predicate) -> bool:
    """Say whether a participle after a comma comments on the whole clause: "Sales rose in May, helped by tourism"."""
    by = predicate.end < len(words) and words[predicate.end].lower == "by"
    return by and words[predicate.start - 1].lower == "," and _is_bare_participle(words, predicate)


def _follows_relative(words: Sequence[Word], subject: Phrase) -> bool:
    """Say whether the phrase is the subject of a relative clause: "the samples that LabNet tested"."""
    start = _outer_start(subject)
    if start < 2 or words[start - 1].tag is not Tag.RELATIVE:
        return False
    described = words[start - 2]
    return described.tag in {Tag.NOUN, Tag.NAME, Tag.MARK} and described.lemma not in _TELLING


def _hangs_on(words: Sequence[Word], predicate: Predicate, earlier: Predicate, subject: Phrase) -> bool:
    """Say whether a clause with a verb leaves the participle only to describe: "the first judge appointed to it"."""
    if not earlier.finite or earlier.antecedent is not None or earlier.lemma in SAYING or subject.start < earlier.end:
        return False
    if predicate.object is not None and predicate.object.start == predicate.end:
        return False
    return not _clause_between(words, earlier.end, predicate.start)


def _clause_between(words: Sequence[Word], start: int, end: int) -> bool:
    return any(
        word.tag in _BREAKS or word.tag is Tag.CONJUNCTION or word.lower in ",;" or word.lower in _CLAUSE_OPENERS
        for word in words[start:end]
    )


def _find_object_before(words: Sequence[Word], phrases: list[Phrase], predicate: Predicate) -> None:
    """Read "the model that Mistral developed": the antecedent is the object."""
    subject = predicate.subject
    if subject is None or predicate.object is not None or predicate.passive or not _follows_relative(words, subject):
        return
    opener = words[_outer_start(subject) - 1]
    if opener.lower in {"that", "which", "whom"}:
        predicate.object = predicate.antecedent = _antecedent(words, phrases, opener.index)


def _borrow_subject(words: Sequence[Word], predicate: Predicate, later: Sequence[Predicate]) -> None:
    """Give an opening participle the subject of the main clause: "Founded in 1904, the bank"; "After leaving, Dahl"."""
    if predicate.finite and not _is_bare_participle(words, predicate):
        return
    host = next((p for p in later if p.finite and p.subject is not None), None)
    if host is None or not any(word.lower == "," for word in words[predicate.end : host.start]):
        return
    predicate.subject = host.subject
    predicate.passive = predicate.passive or predicate.finite
