"""Every number that stance and verdict turn on, in one place.

A wrong support is taken to cost ten missed ones. On the development part of the quality suite
(`tests/quality/development.yaml`) support by what was found costs least from 0.85: 205, 206, 186, 193, 210 and 221
missed supports at 0.75, 0.8, 0.85, 0.88, 0.91 and 0.94, of which a wrong one each makes ten.
`found_unbacked` keeps the trained reader from contradicting on its own word alone: at 0.5 contradictions are right 165
times there and wrong 18 times, at 0.65 159 and 15, at 0.75 146 and 10. `given_support` keeps contradicted pairs called
supported at one in ten on the tuned half of VitaminC's real pairs. `docs/quality.md` has the figures of all on what
nothing was tuned on.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares and probabilities, 0..1."""

    support_coverage: float = 0.9  # of the claim's words that a supporting statement must say too
    contradict_coverage: float = 0.6  # of the claim's words, when a discrepancy speaks against it
    most_missing: float = 0.79  # weight of the words that a supporting statement may lack: no noun or verb
    figured_support_coverage: float = 0.8  # the same, where a figure or date is met besides a name
    figured_contradict_coverage: float = 0.45  # the same, where a name is met and a figure or date differs
    given_support: float = 0.6  # probability from which a statement that came with the claim supports it
    found_support: float = 0.85  # the same for a statement that retrieval found
    least_contradict: float = 0.5  # probability from which a statement contradicts
    found_unbacked: float = 0.65  # the same for a found statement, where no hard discrepancy bears it out
    decisive: float = 0.5  # weight (confidence times reliability) from which a side decides
    dispute_balance: float = 0.6  # weaker side's weight over the stronger's from which a claim is disputed

    def items(self) -> tuple[tuple[str, float], ...]:
        """Return names and values, for the record kept with a check."""
        return tuple(asdict(self).items())
