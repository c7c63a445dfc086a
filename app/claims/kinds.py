"""Of what kind a claim is: a fact, a prediction, an opinion, a question."""

from app.domain.document import ClaimKind
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag, Word

_FORECASTING = frozenset(
    "expect plan intend aim predict forecast promise hope want anticipate project vow pledge".split()
)
_EXPECTED = frozenset("expected set due likely unlikely poised scheduled planned slated forecast projected".split())
_UNCERTAIN = frozenset({"will", "'ll", "shall", "may", "might", "could", "would", "wo", "be to"})
_URGING = frozenset("should must ought deserve deserves shouldn".split())
_JUDGING = frozenset(
    """admirable amazing annoying appalling astonishing atrocious awful bad baffling beautiful best better bizarre
    bleak bold boring brave brilliant brutal charming clumsy cowardly crazy cruel cruellest delicious depressing
    despicable disappointing disastrous disgraceful disgusting dreadful dreary dull elegant embarrassing excellent
    extraordinary fabulous fair fantastic fascinating fine foolish genius glorious good gorgeous great hard heartless
    heroic hideous hopeless horrible horrific hypocritical idiotic immoral impressive inexcusable insane inspiring
    interesting irresponsible laughable lazy lousy lovely ludicrous magnificent marvellous marvelous mediocre
    meaningless miserable naive nice obscene odd outrageous outstanding overdue overrated painful pathetic perfect
    pointless poor powerful pretentious pretty reckless regrettable remarkable ridiculous rotten sad scandalous
    sensible shameful shocking sick silly sloppy smart stale striking stunning stupid superb tedious terrible terrific
    thrilling tiresome touching tragic troubling ugliest ugly unacceptable unbearable underrated unfair unforgivable
    unjust unlikely-sounding useless vile vital weak weird wise wonderful worrying worse worst worthless wrong
    instructive telling adequate confusing compelling elegant staggering damning devastating""".split()
)
_JUDGING_NOUNS = frozenset(
    "disgrace shame mistake madness folly scandal triumph disaster joke mess nonsense masterpiece farce tragedy "
    "miracle nightmare theft insanity betrayal blunder pity toy treat delight fiasco embarrassment".split()
)
_JUDGING_ADVERBS = frozenset(
    "honestly frankly sadly hauntingly shamefully unbearably utterly surely arguably thankfully regrettably hopefully "
    "perhaps maybe simply plainly clearly obviously unfortunately fortunately remarkably shockingly".split()
)
_OWN_VIEW = frozenset("think believe feel guess hope suppose love hate wish doubt prefer reckon find".split())
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_NOBODY = frozenset("nobody nothing everyone everybody everything anybody".split())


def kind_of(sentence: Sentence, predicate: Predicate | None) -> ClaimKind:
    """Return the kind of a claim around a predicate; reported speech is told apart elsewhere."""
    if sentence.text.rstrip("\"”’') ").endswith("?"):
        return ClaimKind.QUESTION
    if is_opinion(sentence):
        return ClaimKind.OPINION
    judged = sentence.structure.predicates if _is_conditional(sentence) else (predicate,)
    if any(one is not None and one.finite and is_prediction(sentence, one) for one in judged):
        return ClaimKind.PREDICTION
    return ClaimKind.FACTUAL


def _is_conditional(sentence: Sentence) -> bool:
    """Say whether "if" or "unless" opens the sentence, so that what follows the condition tells its kind."""
    return sentence.words[0].lower in {"if", "unless", "once"}


def is_prediction(sentence: Sentence, predicate: Predicate) -> bool:
    """Say whether the predicate tells what will be, may be or is planned."""
    words = sentence.words
    if set(predicate.leading) & _UNCERTAIN:
        return not any(lemma in {"would", "could"} for lemma in predicate.leading) or not _is_past_frame(
            words, predicate
        )
    if "can" in predicate.leading:
        return False
    if predicate.lemma in _FORECASTING or set(predicate.leading) & _FORECASTING:
        return not any(w.tag is Tag.HAVE and w.lower == "had" for w in words[predicate.start : predicate.end])
    following = words[predicate.head + 1 : predicate.head + 3]
    group = words[predicate.start : predicate.end]
    copula = predicate.lemma == "be" or any(w.tag is Tag.BE for w in group)
    return copula and any(w.lower in _EXPECTED for w in (*group, *following))


def _is_past_frame(words: tuple[Word, ...], predicate: Predicate) -> bool:
    """Say whether "could not" and "would" tell of the past: "could not stop", "would later"."""
    after = words[predicate.start + 1 : predicate.end]
    return any(w.lower in {"later", "eventually"} for w in after) and words[predicate.start].lower == "would"


def is_opinion(sentence: Sentence) -> bool:
    """Say whether the sentence judges taste or worth, urges, or tells the writer's own mind."""
    words = sentence.words
    if sentence.quantities or any(w.lower == "called" for w in words):
        return _tells_own_mind(sentence)
    if any(w.lower in _URGING for w in words) or _tells_own_mind(sentence):
        return True
    return _judges(sentence) or _is_sweeping(sentence)


def _tells_own_mind(sentence: Sentence) -> bool:
    return any(
        p.lemma in _OWN_VIEW and p.subject is not None and sentence.words[p.subject.head].lower in _FIRST_PERSON
        for p in sentence.structure.predicates
    )


def _judges(sentence: Sentence) -> bool:
    """Say whether a judging word is what the sentence is about: its complement or its manner, no mere attribute."""
    words = sentence.words
    for predicate in sentence.structure.predicates:
        if predicate.lemma not in {"be", "seem", "look", "sound", "become", "remain", "appear", "make", "feel"}:
            continue
        rest = words[predicate.end :]
        if any(w.lower in _JUDGING or w.lemma in _JUDGING_NOUNS or w.lemma in _JUDGING for w in rest):
            return True
    return any(w.lower in _JUDGING_ADVERBS and w.tag is not Tag.NAME for w in words)


def _is_sweeping(sentence: Sentence) -> bool:
    """Say whether nobody or everybody in general is spoken of, in the present: "Nobody needs another benchmark"."""
    words = sentence.words
    first = next((w for w in words if w.token.is_word), None)
    if first is None or first.lower not in _NOBODY or any(w.tag in {Tag.DATE, Tag.NUMBER} for w in words):
        return False
    predicate = next((p for p in sentence.structure.predicates if p.finite), None)
    return predicate is not None and words[predicate.start].tag is Tag.VERB
