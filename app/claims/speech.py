"""Reported speech: who said it, and which words are what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.claims.asides import name_of
from app.claims.clauses import outer_start
from app.claims.drafts import Replacement
from app.text.phrases import Phrase
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_SAYING = frozenset(
    "say tell announce claim report state argue believe think add warn note deny confirm insist allege admit write "
    "estimate suggest declare reveal concede tweet post acknowledge maintain assert contend complain explain recall "
    "suspect conclude disclose testify point observe stress reply comment joke boast caution remark mention".split()
)
_SHOWING = frozenset("show find demonstrate prove indicate mean imply establish reveal suggest".split())
_DENYING = frozenset("deny dispute reject refute".split())
_SOURCING = frozenset({"according to", "per"})
_OPEN, _CLOSE = '“"«', '”"»'
_FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """Words `first` to `last` (exclusive) are what the claimant said; `lead` tells it as "X said that".

    `lead` is None where the sentence reads so already. `dropped` are the words that name the claimant elsewhere.
    """

    claimant: str
    first: int
    last: int
    lead: str | None = None
    dropped: tuple[Replacement, ...] = ()
    is_quoted: bool = False
    is_denied: bool = False
    is_shown: bool = False  # "the filing shows that": as good as asserted


def find_speech(sentence: Sentence) -> Speech | None:
    """Return the reported speech of a sentence, None if nobody is said to have said anything."""
    speech = _quoted(sentence) or _sourced(sentence) or _told_before(sentence) or _told_after(sentence)
    return None if speech is None or speech.claimant.lower() in _FIRST_PERSON else speech


def speaks_of_self(words: Sequence[Word]) -> bool:
    """Say whether the words hold "I" or "we": out of a mouth, they say who speaks."""
    return any(word.lower in _FIRST_PERSON for word in words)


def _quoted(sentence: Sentence) -> Speech | None:
    """Read direct speech: '"The cranes are old," Brekke said'."""
    words, text = sentence.words, sentence.text
    marks = [w.index for w in words if w.token.text in set(_OPEN + _CLOSE)]
    if len(marks) < 2:
        return None
    first, last = marks[0] + 1, marks[-1]
    inside = [p for p in sentence.structure.predicates if first <= p.start < last and p.finite]
    outside = [p for p in sentence.structure.predicates if not marks[0] <= p.start < marks[-1] and p.lemma in _SAYING]
    if not inside or not outside or last - first < 3:
        return None
    told = outside[-1]
    speaker = told.subject or told.object
    if speaker is None or marks[0] <= speaker.start < marks[-1]:
        speaker = told.object if told.object is not speaker else None
    if speaker is None:
        return None
    while last > first and words[last - 1].lower in {",", "."}:
        last -= 1
    inner = marks[1:-1]
    if inner:  # '"It is old," she said. "It leaks."': the first part alone
        last = inner[0] - (words[inner[0] - 1].lower in {",", "."})
    return Speech(claimant_name(sentence, speaker), first, last, is_quoted=True, is_denied=text.endswith("?"))


def _sourced(sentence: Sentence) -> Speech | None:
    """Read "According to the filing, …" and "…, according to the filing"."""
    words = sentence.words
    phrase = next(
        (p for p in sentence.structure.phrases if p.preposition in _SOURCING and not _is_rate(p, words)), None
    )
    if phrase is None:
        return None
    first = outer_start(phrase)
    start = first - (2 if phrase.preposition == "according to" else 1)
    claimant = name_of(sentence, phrase)
    if start == 0:
        comma = next((i for i in range(phrase.end, len(words)) if words[i].lower == ","), None)
        return None if comma is None else Speech(_source_name(sentence, first, comma), comma + 1, _last(words))
    stop = next((i for i in range(phrase.end, len(words)) if words[i].lower in {",", ";"}), _last(words))
    if stop != _last(words) or words[start - 1].lower != ",":
        claimant = _source_name(sentence, first, phrase.end)
    elif stop > phrase.end:
        claimant = _source_name(sentence, first, stop)
    dropped = Replacement(words[start - 1].end if words[start - 1].lower != "," else words[start - 1].start,
                          words[stop - 1].end, "")  # fmt: skip
    return Speech(claimant, 0, start if stop == _last(words) else _last(words), f"According to {claimant},", (dropped,))


def _is_rate(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Say whether "per" tells of how much a unit is, "per token", and not of who says so, "per the filing"."""
    tags = {words[i].tag for i in range(phrase.start, phrase.end)}
    one = words[phrase.head].lower == words[phrase.head].lemma and not tags & {Tag.NAME, Tag.DETERMINER, Tag.OWNER}
    return phrase.preposition == "per" and (one or Tag.NUMBER in tags)


def _source_name(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.words[first].start : sentence.words[last - 1].end]


def told_in(sentence: Sentence, first: int, last: int) -> Speech | None:
    """Return the speech that words `first` to `last` report in its usual order, None if they report none."""
    speech = _told_before(sentence, first, last)
    return None if speech is None or speech.claimant.lower() in _FIRST_PERSON else speech


def _told_before(sentence: Sentence, start: int = 0, end: int | None = None) -> Speech | None:
    """Read "Brekke said that the port had grown"."""
    words = sentence.words
    last = _last(words) if end is None else end
    finite = [p for p in sentence.structure.predicates if start <= p.start < last and p.finite and p.antecedent is None]
    if len(finite) < 2 or finite[0].subject is None or finite[0].lemma not in _SAYING | _SHOWING:
        return None
    told, content = finite[0], finite[1]
    first = _content_start(words, told, content)
    if first is None or told.subject is None or _is_hypothetical(told):
        return None
    claimant = claimant_name(sentence, told.subject)
    shown = told.lemma in _SHOWING and told.lemma not in _SAYING
    return Speech(claimant, first, last, is_denied=told.lemma in _DENYING or bool(told.negations), is_shown=shown)


def _is_hypothetical(told: Predicate) -> bool:
    return any(lemma in {"will", "would", "may", "might", "could", "should", "must"} for lemma in told.leading)


def _content_start(words: Sequence[Word], told: Predicate, content: Predicate) -> int | None:
    """Return where what was said begins: after "that", after a colon, or at once."""
    for i in range(told.end, content.start):
        if words[i].lower in {"that", ":"}:
            noun = words[i - 1].tag in {Tag.NOUN, Tag.NAME} and told.lemma not in {"tell", "warn", "remind", "assure"}
            return (
                None
                if words[i].lower == "that" and noun and i != told.end and not _is_adjunct(words, told, i)
                else i + 1
            )
    subject = content.subject
    if subject is None or outer_start(subject) < told.end:
        return None
    between = words[told.end : outer_start(subject)]
    heard = told.lemma == "tell" and all(w.tag in {Tag.NAME, Tag.DETERMINER, Tag.NOUN, Tag.PRONOUN} for w in between)
    if not between or heard or all(w.tag in {Tag.DATE, Tag.ADVERB} for w in between):
        return outer_start(subject)
    return None


def _is_adjunct(words: Sequence[Word], told: Predicate, that: int) -> bool:
    """Say whether only where and when stand between the verb and "that": "said in a statement that"."""
    return words[told.end].tag in {Tag.PREPOSITION, Tag.DATE, Tag.ADVERB, Tag.MARK} and told.end < that


def _told_after(sentence: Sentence) -> Speech | None:
    """Read "The port has grown, Brekke said" and "The plant, said Oona Brekke, will stay open"."""
    words = sentence.words
    predicates = [p for p in sentence.structure.predicates if p.finite]
    for told in predicates[1:]:
        speaker = told.subject or told.object
        if told.lemma not in _SAYING | _SHOWING or speaker is None or told.antecedent is not None:
            continue
        start = min(outer_start(speaker), told.start)
        if not start or words[start - 1].lower != ",":
            start = next((i + 1 for i in range(start - 1, 0, -1) if words[i].lower == ","), 0)
        if not start or words[start - 1].lower != ",":
            continue
        stop = next(
            (i for i in range(max(told.end, speaker.end), len(words)) if words[i].lower in {",", ";"}), _last(words)
        )
        if any(p is not told and start <= p.start < stop for p in predicates):
            continue
        return _inverted(sentence, told, speaker, start, stop)
    return None


def _inverted(sentence: Sentence, told: Predicate, speaker: Phrase, start: int, stop: int) -> Speech:
    words = sentence.words
    after = max(told.end, speaker.end)
    while after < stop and words[after - 1].lower != "," and words[after].lower == "of":
        after += 1
    claimant = claimant_name(sentence, speaker)
    if words[speaker.head].tag is not Tag.NAME and start < told.start:
        claimant = _source_name(sentence, start, told.start)
    tail = (
        sentence.text[words[max(told.end, speaker.end)].start : words[stop - 1].end]
        if stop > max(told.end, speaker.end)
        else ""
    )
    verb = sentence.text[words[told.start].start : words[told.end - 1].end]
    lead = " ".join(part for part in (claimant, verb, tail, "that") if part)
    dropped = Replacement(words[start - 1].start, words[stop - 1].end, "")
    last = start - 1 if stop >= _last(words) else _last(words)
    return Speech(claimant, 0, last, lead, (dropped,), is_denied=told.lemma in _DENYING)


def claimant_name(sentence: Sentence, speaker: Phrase) -> str:
    """Return who speaks: the name in the phrase or in an apposition, without an office written small."""
    words = sentence.words
    for phrase in (speaker, *speaker.appositions):
        named = next((i for i in range(phrase.start, phrase.end) if words[i].tag is Tag.NAME), None)
        if named is not None and words[phrase.head].tag is Tag.NAME:
            first = outer_start(phrase) if phrase.owner is not None and named == phrase.start else named
            first = phrase.start if words[phrase.start].lower == "the" and named == phrase.start + 1 else first
            return sentence.text[words[first].start : words[phrase.end - 1].end]
    return name_of(sentence, speaker)


def _last(words: Sequence[Word]) -> int:
    """Return the end of the sentence without its closing marks."""
    last = len(words)
    while last and words[last - 1].tag is Tag.MARK and words[last - 1].lower in {".", "!", "?", "…"}:
        last -= 1
    return last
