"""Reads prepared pairs: by facets, and by the trained reader where it is worth its time."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Facet, Reading
from app.domain.ports import Entailment
from app.domain.statement import Modality
from app.verification.combination import Combination
from app.verification.combining import Scale, combine
from app.verification.comparing import Comparer
from app.verification.findings import Comparison, Weight
from app.verification.readings import Prepared
from app.verification.stance import take_stance
from app.verification.thresholds import Thresholds
from app.verification.wording import told_words


@dataclass(frozen=True, slots=True)
class Put:
    """A statement ready to be held against a claim: what the facets read, and the passage a trained reader reads."""

    prepared: Prepared
    passage: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Weighting:
    """A trained reader with the weights that its probabilities and the findings are combined with.

    `given` weighs statements that somebody chose for the claim, `found` those that retrieval did: most are silent.
    """

    entailment: Entailment
    given: Combination
    found: Combination


class PairReader:
    """Gives each pair its stance; without a trained reader the facets alone decide."""

    def __init__(self, comparer: Comparer, weighting: Weighting | None, thresholds: Thresholds) -> None:
        self._comparer = comparer
        self._weighting = weighting
        self._thresholds = thresholds
        if weighting is not None:
            self._given = Scale.of_given(weighting.given, thresholds)
            self._found = Scale.of_found(weighting.found, thresholds)

    def read_given(self, claim: Prepared, statements: Sequence[Put]) -> list[Reading]:
        """Read statements that were chosen for the claim, in order, all of them with the trained reader."""
        if self._weighting is None:
            return [self._by_facets(claim, put) for put in statements]
        return [self._read_given(claim.sentence.text, put, self._compare(claim, put)) for put in statements]

    def read_found(self, claim: Prepared, statements: Sequence[Put], *, most_read: int) -> list[Reading]:
        """Read statements that retrieval found, in order.

        The trained reader reads at most `most_read`: of those that mention every name of the claim, or another in its
        place, the ones that say most of its words; first those that differ in what decides alone. The others decide
        nothing.
        """
        if self._weighting is None:
            return [self._by_facets(claim, put) for put in statements]
        compared = [self._compare(claim, put) for put in statements]
        worth = _promising(compared, most=most_read)
        return [
            self._weigh(claim.sentence.text, put, comparison, self._found)
            if at in worth
            else take_stance(Comparison(), self._thresholds)
            for at, (put, comparison) in enumerate(zip(statements, compared, strict=True))
        ]

    def tell_found(self, claim: Prepared, put: Put, reading: Reading) -> Reading:
        """Add the words that the trained reader turned on, if nothing else explains a contradiction."""
        if self._weighting is None:
            return reading
        return self._told(claim.sentence.text, put, self._compare(claim, put), reading, self._found)

    def _read_given(self, claim: str, put: Put, comparison: Comparison) -> Reading:
        reading = self._weigh(claim, put, comparison, self._given)
        return self._told(claim, put, comparison, reading, self._given)

    def _by_facets(self, claim: Prepared, put: Put) -> Reading:
        return take_stance(self._compare(claim, put), self._thresholds)

    def _compare(self, claim: Prepared, put: Put) -> Comparison:
        return self._comparer.compare(claim, put.prepared, modality=put.modality)

    def _told(self, claim: str, put: Put, comparison: Comparison, reading: Reading, scale: Scale) -> Reading:
        return told_words(reading, claim, lambda words: self._weigh(words, put, comparison, scale))

    def _weigh(self, claim: str, put: Put, comparison: Comparison, scale: Scale) -> Reading:
        assert self._weighting is not None  # noqa: S101 - narrows the type: only what is weighed comes here
        [read] = self._weighting.entailment.read([(put.passage, claim)])
        return combine(comparison, read, scale, self._thresholds)


def _promising(compared: Sequence[Comparison], *, most: int) -> list[int]:
    """Return the places of the comparisons worth reading, those that cover most of the claim first.

    After the first `most`, as many again are read that cover as much as the last: of a short claim, several say every
    word.

    A statement that lacks one of the claim's names speaks of something else: of the sister model, of the man's other
    office. On the suite's development part one support in 249 and one contradiction in eighteen are lost with them.
    What decides whatever else the claim says needs none of its other names.
    """
    worth = [
        at
        for at, found in enumerate(compared)
        if found.with_weight(Weight.AGREES) and (_decides_alone(found) or not _lacks_name(found))
    ]
    ranked = sorted(worth, key=lambda at: (not _decides_alone(compared[at]), -compared[at].coverage, at))
    tied = [at for at in ranked[most : 2 * most] if compared[at].coverage == compared[ranked[most - 1]].coverage]
    return ranked[:most] + tied


def _decides_alone(comparison: Comparison) -> bool:
    return any(finding.alone for finding in comparison.with_weight(Weight.DIFFERS))


def _lacks_name(comparison: Comparison) -> bool:
    return any(finding.facet is Facet.ENTITY for finding in comparison.with_weight(Weight.LEAVES_OPEN))
