"""Parts of speech: what each word of a sentence does, from its form, its neighbours and the word list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.text.lexicon import Lexicon
from app.text.tokens import Token, tokenize


class Tag(StrEnum):
    """What a word does in its sentence."""

    NAME = "name"
    NOUN = "noun"
    VERB = "verb"  # finite or base form
    PAST = "past"  # -ed form: past tense or participle
    GERUND = "gerund"  # -ing form
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NUMBER = "number"  # part of a quantity
    DATE = "date"  # part of a date
    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    POSSESSIVE = "possessive"  # 's
    OWNER = "owner"  # its, her, their
    PRONOUN = "pronoun"
    BE = "be"
    HAVE = "have"
    DO = "do"
    MODAL = "modal"
    TO = "to"
    NEGATION = "negation"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    MARK = "mark"


@dataclass(slots=True)
class Word:
    """A token with its tag and base form; `index` is its place in the sentence."""

    token: Token
    index: int
    tag: Tag
    lemma: str

    @property
    def start(self) -> int:
        return self.token.start

    @property
    def end(self) -> int:
        return self.token.end

    @property
    def lower(self) -> str:
        return self.token.lower


_CLOSED: dict[str, Tag] = {}
for _tag, _words in (
    (Tag.DETERMINER, "the a an this these those some any no every each all both either neither another most many few "
                     "several much such half"),
    (Tag.PREPOSITION, "of in on at by for from with about against between into through during before after above below "
                      "up down off over under near since until till within without despite toward towards among across "
                      "behind beyond plus except per via upon than as like along around amid alongside onto outside "
                      "inside throughout versus including regarding concerning besides beside opposite"),
    (Tag.OWNER, "its his her their our my your"),
    (Tag.PRONOUN, "it he she they we i you him them us me himself herself itself themselves one ones everyone nobody "
                  "someone anybody everybody anyone nothing everything something none others there"),
    (Tag.BE, "is are was were be been being am 's 're 'm"),
    (Tag.HAVE, "has have had having 've"),
    (Tag.DO, "do does did done doing"),
    (Tag.MODAL, "will would can could may might must shall should 'll 'd wo ca"),
    (Tag.NEGATION, "not n't never"),
    (Tag.CONJUNCTION, "and or but nor & yet"),
    (Tag.SUBORDINATOR, "because while when although though if whereas unless whether once so"),
    (Tag.RELATIVE, "that which who whom whose where"),
    (Tag.ADVERB, "only also just still already even again then now here however very too almost nearly about roughly "
                 "exactly approximately ever soon today yesterday tomorrow not later ago together instead yet"),
    (Tag.TO, "to"),
):  # fmt: skip
    for _word in _words.split():
        _CLOSED.setdefault(_word, _tag)

_COMPARING = frozenset("at least most about around over under nearly almost some up to more less fewer than roughly".split())
_FINAL = frozenset(".!?:")
_QUOTES = frozenset("\"'“”‘’«»")
_NOUN_SUFFIXES = ("tion", "sion", "ment", "ness", "ity", "ship", "ism", "ist", "ance", "ence", "age", "ery", "hood")
_ADJECTIVE_SUFFIXES = ("ous", "ful", "less", "able", "ible", "ical", "ish", "ive", "ary", "al", "ic")
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)

Intervals = Sequence[tuple[int, int]]


def is_capitalised(text: str) -> bool:
    """Say whether the word starts with a capital letter."""
    return text[:1].isupper() or text[:1].istitle()


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """Say whether the token starts a sentence, as far as marks show."""
    while i > 0 and tokens[i - 1].text in _QUOTES:
        i -= 1
    return i == 0 or tokens[i - 1].text in _FINAL


def is_code(text: str) -> bool:
    """Say whether the word mixes letters and digits as model names do: 8x22B, GPT-4o, F-16."""
    head = text[0]
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and (
        not head.isdigit() or ("x" in text and text[-1].isupper()) or ("-" in text and text.split("-")[-1].isupper())
    )


class Tagger:
    """Tags sentences; `names` are lower-case words known from elsewhere to be parts of names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def tag(
        self, text: str, *, numbers: Intervals = (), dates: Intervals = (), names: Collection[str] = ()
    ) -> list[Word]:
        """Return the words of the text in order; words inside `numbers` and `dates` (code points) keep those tags."""
        tokens = tokenize(text)
        titled = _is_titled(tokens)
        words = [
            Word(token, i, self._first_tag(tokens, i, numbers, dates, names, titled), token.lower)
            for i, token in enumerate(tokens)
        ]
        _join_name_numbers(words)
        for i, word in enumerate(words):
            if word.tag is Tag.NOUN:
                word.tag, word.lemma = self._open_tag(words, i)
        for i, word in enumerate(words):
            self._mend(words, i, word)
        return words

    def _first_tag(
        self, tokens: Sequence[Token], i: int, numbers: Intervals, dates: Intervals, names: Collection[str], titled: bool
    ) -> Tag:
        token = tokens[i]
        if any(start <= token.start < end for start, end in dates):
            return Tag.DATE
        if any(start <= token.start < end for start, end in numbers):
            return Tag.NUMBER
        if any(token.start < start and token.end >= start - 12 and token.lower in _COMPARING for start, _ in numbers):
            return Tag.ADVERB
        if token.lower == "no" and i + 1 < len(tokens) and tokens[i + 1].lower == "longer":
            return Tag.NEGATION
        if token.lower == "longer" and i and tokens[i - 1].lower == "no":
            return Tag.ADVERB
        if not token.is_word:
            return Tag.CONJUNCTION if token.text == "&" else Tag.MARK
        if token.lower == "'s" or token.lower == "'":
            return self._apostrophe(tokens, i)
        if token.text[0].isdigit() and not is_code(token.text):
            return Tag.NUMBER
        if self._is_name(tokens, i, names, titled):
            return Tag.NAME
        return _CLOSED.get(token.lower, Tag.NOUN)

    def _apostrophe(self, tokens: Sequence[Token], i: int) -> Tag:
        before = tokens[i - 1].lower if i else ""
        return Tag.BE if before in {"it", "he", "she", "that", "there", "what", "who", "here"} else Tag.POSSESSIVE

    def _is_name(self, tokens: Sequence[Token], i: int, names: Collection[str], titled: bool) -> bool:
        token = tokens[i]
        if is_code(token.text):
            return True
        if not is_capitalised(token.text):
            return token.text != token.lower and any(c.isupper() for c in token.text[1:])  # xAI, iPhone
        if token.lower in _MONTHS_AND_DAYS:
            return False
        if token.text.isupper() and len(token.text) > 1:
            return not (titled and token.lower in _CLOSED)
        if self._lexicon.place_of(token.lower):
            return _next_is_capitalised(tokens, i) and not _is_initial(tokens, i)
        if token.lower in _CLOSED or token.text == "I":
            return token.lower not in {"the", "a", "an", "this", "i", "it", "he", "she", "in", "on", "at", "by", "for"} and (
                not _is_initial(tokens, i) and not titled
            )
        if not _is_initial(tokens, i) and not titled:
            return True
        if token.lower in names:
            return True
        return self._initial_is_name(tokens, i)

    def _initial_is_name(self, tokens: Sequence[Token], i: int) -> bool:
        """Decide for a word whose capital says nothing, because it starts the sentence."""
        lower = tokens[i].lower
        lexicon = self._lexicon
        known = max((lexicon.uses(lemma, pos) for pos in "nvar" if (lemma := lexicon.lemma(lower, pos))), default=-1)
        if known < 0:
            return not lower.endswith("ly")
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if following[:1].isdigit() and lexicon.lemma(lower, "n") == lower and not lexicon.lemma(lower, "r"):
            return True
        if i + 1 < len(tokens) and tokens[i + 1].lower == "'s" and known == 0:
            return True
        return _next_is_capitalised(tokens, i) and not lexicon.uses(lower, "a") and lexicon.kind(lower) != _PERSON

    def _open_tag(self, words: Sequence[Word], i: int) -> tuple[Tag, str]:
        """Choose between noun, verb, adjective and adverb for a word of the open classes."""
        lower = words[i].lower
        last = lower.rsplit("-", 1)[-1] if "-" in lower else lower
        scores: dict[str, float] = {}
        lemmas: dict[str, str] = {}
        for pos in "nvar":
            lemma = self._lexicon.lemma(last, pos)
            if lemma is not None:
                scores[pos] = self._lexicon.uses(lemma, pos) + 0.5
                lemmas[pos] = lemma
        if not scores:
            return _guess(lower)
        form = self._verb_form(last, lemmas.get("v"))
        for pos in scores:
            scores[pos] *= _fit(pos, form, words, i)
        if "n" in scores and self._lexicon.kind(lemmas["n"]) == _PERSON and _tag_after(words, i) is Tag.NAME:
            scores["n"] *= 20
        best = max(scores, key=lambda pos: (scores[pos], pos))
        lemma = lower[: -len(last)] + lemmas[best] if "-" in lower and best != "v" else lemmas[best]
        tags = {"n": Tag.NOUN, "a": Tag.ADJECTIVE, "r": Tag.ADVERB, "v": form}
        return tags[best], lemma

    def _verb_form(self, word: str, lemma: str | None) -> Tag:
        if lemma is None:
            return Tag.NOUN
        if word.endswith("ing") and word != lemma:
            return Tag.GERUND
        if word != lemma and not (word.endswith("s") and self._lexicon.lemma(word[:-1], "v") == lemma):
            return Tag.VERB if word.endswith("s") else Tag.PAST
        return Tag.PAST if word in _UNCHANGED_PASTS else Tag.VERB

    def _mend(self, words: Sequence[Word], i: int, word: Word) -> None:
        """Repair tags that only later neighbours show to be wrong."""
        if word.lower == "to" and i + 1 < len(words) and words[i + 1].tag not in {Tag.VERB, Tag.BE, Tag.HAVE, Tag.DO, Tag.ADVERB}:
            word.tag = Tag.PREPOSITION
        if word.lower == "that" and i + 1 < len(words) and words[i + 1].tag in {Tag.NOUN, Tag.ADJECTIVE} and (
            i == 0 or words[i - 1].tag in {Tag.PREPOSITION, Tag.MARK}
        ):
            word.tag = Tag.DETERMINER
        if word.lower in {"lost", "been"} and word.tag is Tag.ADJECTIVE:
            word.tag, word.lemma = Tag.PAST, self._lexicon.lemma(word.lower, "v") or word.lower


_PERSON = 18  # WordNet's lexicographer file of nouns for people


def _tag_after(words: Sequence[Word], i: int) -> Tag:
    return words[i + 1].tag if i + 1 < len(words) else Tag.MARK


_UNCHANGED_PASTS = frozenset("cut put set hit let shut hurt cost split spread beat quit bid cast shed rid burst".split())


def _fit(pos: str, form: Tag, words: Sequence[Word], i: int) -> float:
    """Return how well a part of speech fits between the neighbours, as a factor."""
    before = words[i - 1] if i else None
    tag = before.tag if before else Tag.MARK
    if before is not None and tag is Tag.ADVERB and i > 1:
        tag = words[i - 2].tag if words[i - 2].tag in {Tag.BE, Tag.HAVE, Tag.MODAL, Tag.TO, Tag.DO} else tag
    if before is not None and tag is Tag.NEGATION and i > 1:
        tag = words[i - 2].tag
    after = words[i + 1].tag if i + 1 < len(words) else Tag.MARK
    opens_object = after in {Tag.DETERMINER, Tag.OWNER, Tag.NAME, Tag.NUMBER, Tag.PRONOUN}
    factor = 1.0
    if tag in {Tag.TO, Tag.MODAL, Tag.DO}:
        factor *= {"v": 20.0 if form in {Tag.VERB, Tag.PAST} else 0.1, "n": 0.3, "a": 0.1, "r": 0.5}[pos]
    elif tag is Tag.BE:
        factor *= {"v": 8.0 if form in {Tag.PAST, Tag.GERUND} else 0.02, "n": 0.3, "a": 3.0, "r": 1.0}[pos]
    elif tag is Tag.HAVE:
        factor *= {"v": 20.0 if form is Tag.PAST else 0.05, "n": 0.7, "a": 0.5, "r": 1.0}[pos]
    elif tag in {Tag.DETERMINER, Tag.OWNER, Tag.POSSESSIVE, Tag.NUMBER, Tag.ADJECTIVE}:
        factor *= {"v": 0.15 if form in {Tag.PAST, Tag.GERUND} else 0.01, "n": 2.0, "a": 1.5, "r": 0.3}[pos]
        if pos == "v" and tag is Tag.NUMBER and form is not Tag.VERB:
            factor *= 4
    elif tag is Tag.PREPOSITION:
        factor *= {"v": 1.0 if form is Tag.GERUND else 0.05, "n": 2.0, "a": 1.5, "r": 0.3}[pos]
    elif tag in {Tag.NAME, Tag.PRONOUN, Tag.RELATIVE}:
        bare = form is Tag.VERB and not words[i].lower.endswith("s")
        clashes = bare and before is not None and tag is Tag.NAME and not before.lower.endswith("s")
        factor *= {"v": 0.1 if clashes else 6.0 if form is not Tag.GERUND else 1.0, "n": 0.6, "a": 0.3, "r": 1.0}[pos]
    elif tag is Tag.NOUN:
        agrees = before is not None and before.lower.endswith("s") != words[i].lower.endswith("s")
        factor *= {"v": 2.5 if form is Tag.PAST or agrees else 0.2, "n": 1.0, "a": 0.3, "r": 1.0}[pos]
    elif before is None:
        factor *= {"v": 0.2, "n": 1.5, "a": 1.5, "r": 1.0}[pos]
    if opens_object:
        factor *= {"v": 4.0, "n": 0.7, "a": 0.5, "r": 1.0}[pos]
    if after in {Tag.NOUN, Tag.ADJECTIVE} and pos == "a":
        factor *= 2.0
    if after in {Tag.PREPOSITION, Tag.MARK, Tag.BE, Tag.MODAL, Tag.HAVE} and pos == "n":
        factor *= 1.5
    return factor


def _guess(lower: str) -> tuple[Tag, str]:
    """Guess the tag of a word that is not listed, by its ending."""
    if lower.endswith("ly"):
        return Tag.ADVERB, lower
    if lower.endswith(_NOUN_SUFFIXES):
        return Tag.NOUN, lower
    if lower.endswith("ing") and len(lower) > 5:
        return Tag.GERUND, lower[:-3]
    if lower.endswith("ed") and len(lower) > 4:
        return Tag.PAST, lower[:-2]
    if lower.endswith(_ADJECTIVE_SUFFIXES):
        return Tag.ADJECTIVE, lower
    return Tag.NOUN, lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _is_titled(tokens: Sequence[Token]) -> bool:
    """Say whether the text is written like a headline, with nearly every word capitalised."""
    words = [token for token in tokens if token.is_word and token.text[0].isalpha() and len(token.text) > 3]
    return len(words) > 4 and sum(is_capitalised(word.text) for word in words) > 0.9 * len(words)


def _next_is_capitalised(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and is_capitalised(tokens[i + 1].text) and tokens[i + 1].lower not in _MONTHS_AND_DAYS


def _join_name_numbers(words: Sequence[Word]) -> None:
    """Read a short bare number after a name as part of it: Pelican 2, Llama 3.1."""
    for before, word in zip(words, words[1:], strict=False):
        after = words[word.index + 1] if word.index + 1 < len(words) else None
        counted = after is not None and after.tag in {Tag.NOUN, Tag.NUMBER} and after.token.is_word
        if before.tag is Tag.NAME and word.tag is Tag.NUMBER and len(word.token.text) <= 4 and word.token.is_word:
            year = len(word.token.text) == 4 and word.token.text.isdigit() and word.token.text[:2] in {"19", "20"}
            plain = word.token.text.replace(".", "").rstrip("Bb").isdigit()
            if not year and plain and not (counted and before.index == 0):
                word.tag = Tag.NAME
