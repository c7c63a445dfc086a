"""The parts of speech that words are tagged with, and the words whose tag their form alone tells."""

from dataclasses import dataclass
from enum import StrEnum

from app.text.tokens import Token


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
        """Return where the word starts, in code points."""
        return self.token.start

    @property
    def end(self) -> int:
        """Return where the word ends."""
        return self.token.end

    @property
    def lower(self) -> str:
        """Return the word in lower case."""
        return self.token.lower


CLOSED: dict[str, Tag] = {}
"""The words of the closed classes, lower-case, and their commonest tag."""
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
    (Tag.SUBORDINATOR, "because while when although though if whereas unless whether once so what why how"),
    (Tag.RELATIVE, "that which who whom whose where"),
    (Tag.ADVERB, "only also just still already even again then now here however very too almost nearly about roughly "
                 "exactly approximately ever soon today yesterday tomorrow later ago together instead else offline "
                 "online according"),
    (Tag.TO, "to"),
):  # fmt: skip
    for _word in _words.split():
        CLOSED.setdefault(_word, _tag)
