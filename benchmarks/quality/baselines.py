"""Simpler ways to give verdicts; what they need to know they learn from the development part."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.check import Verdict
from app.text.tokens import tokenize
from benchmarks.quality.figures import accuracy
from benchmarks.quality.likeness import Peaks
from benchmarks.quality.suite import Case

THRESHOLDS = tuple(step / 100 for step in range(101))


@dataclass(frozen=True, slots=True)
class Guess:
    """The verdict that a simpler way gives a claim."""

    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Baseline:
    """A simpler way, with the likeness from which it says supported, if it goes by likeness."""

    name: str
    threshold: float | None
    guesses: Sequence[Guess]


@dataclass(frozen=True, slots=True)
class Material:
    """The claims of a part, and how like the stored statements they are on each scale."""

    cases: Sequence[Case]
    peaks: Mapping[str, Peaks]


def baselines(asked: Material, *, development: Material) -> Iterator[Baseline]:
    """Yield every baseline over the claims that are asked."""
    silent = Verdict.NOT_ENOUGH_EVIDENCE
    yield Baseline("always not enough evidence", None, [Guess(case, silent) for case in asked.cases])
    most = majority(development.cases)
    yield Baseline(f"claim alone: the commonest verdict ({most})", None, [Guess(case, most) for case in asked.cases])
    yield Baseline("claim alone: its words (naive Bayes)", None, by_claim_words(asked.cases, development.cases))
    for scale, peaks in asked.peaks.items():
        threshold = best_threshold(development.cases, development.peaks[scale])
        yield Baseline(scale, threshold, by_likeness(asked.cases, peaks, threshold))


def by_likeness(cases: Sequence[Case], peaks: Peaks, threshold: float) -> list[Guess]:
    """Say supported of what is like enough, else not enough evidence: likeness cannot contradict."""
    verdicts = (Verdict.SUPPORTED if peak >= threshold else Verdict.NOT_ENOUGH_EVIDENCE for peak in peaks)
    return [Guess(case, verdict) for case, verdict in zip(cases, verdicts, strict=True)]


def best_threshold(cases: Sequence[Case], peaks: Peaks) -> float:
    """Return the threshold with the highest accuracy; of equals the highest, which supports least."""
    return max(THRESHOLDS, key=lambda at: (accuracy(by_likeness(cases, peaks, at)).hits, at))


def majority(cases: Sequence[Case]) -> Verdict:
    """Return the commonest right verdict."""
    return Counter(case.verdict for case in cases).most_common(1)[0][0]


def by_claim_words(cases: Sequence[Case], development: Sequence[Case]) -> list[Guess]:
    """Guess from the claim's own words, learnt from the development claims on other subjects."""
    groups = dict.fromkeys(case.group for case in cases)
    learnt = {group: _learn([case for case in development if case.group != group]) for group in groups}
    return [Guess(case, learnt[case.group](case.text)) for case in cases]


def _learn(cases: Sequence[Case]) -> Callable[[str], Verdict]:
    """Fit a multinomial naive Bayes, add-one smoothing over the words; verdicts that no case has are never given."""
    prior = Counter(case.verdict for case in cases)
    words = {verdict: Counter(w for c in cases if c.verdict is verdict for w in _words(c.text)) for verdict in prior}
    vocabulary = len({word for counts in words.values() for word in counts}) + 1

    def likelihood(text: str, verdict: Verdict) -> float:
        counts, all_of_them = words[verdict], words[verdict].total() + vocabulary
        odds = sum(math.log((counts[word] + 1) / all_of_them) for word in _words(text))
        return odds + math.log(prior[verdict] / len(cases))

    return lambda text: max(prior, key=lambda verdict: likelihood(text, verdict), default=Verdict.NOT_ENOUGH_EVIDENCE)


def _words(text: str) -> list[str]:
    return [token.lower for token in tokenize(text) if token.is_word]
