"""What the facets find in pairs written by hand, with no trained reader beside them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.evidence import Facet, Stance
from app.text.sentence import Reader
from app.verification.comparing import Comparer
from app.verification.findings import Comparison, Finding, Weight
from app.verification.stance import facet_stance
from app.verification.thresholds import Thresholds
from training.dossiers import SIGNS, Block


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair with its true stance and what the facets find in it."""

    statement: str
    claim: str
    truth: Stance
    comparison: Comparison
    in_dossier: bool
    held_out: bool

    @property
    def vetoes(self) -> list[Finding]:
        """Return the findings that forbid support: discrepancies out of doubt."""
        return [*self.of("differs"), *self.of("clashes")]

    @property
    def stance(self) -> Stance:
        """Return the stance that the facets alone take."""
        return facet_stance(self.comparison, Thresholds())

    def of(self, kind: str) -> list[Finding]:
        """Return the findings of one kind: "differs", "clashes" or "leaves open"."""
        return [finding for finding in self.comparison.findings if _kind(finding) == kind]

    def facets(self, kind: str) -> set[Facet]:
        """Return the facets with a finding of that kind."""
        return {finding.facet for finding in self.of(kind)}


def _kind(finding: Finding) -> str | None:
    if finding.weight is Weight.LEAVES_OPEN:
        return "clashes" if finding.clashes and not finding.doubted else "leaves open"
    return "differs" if finding.weight is Weight.DIFFERS and not finding.doubted else None


def observe(blocks: Iterable[Block]) -> Iterator[Seen]:
    """Yield every claim of the blocks beside every statement of its block."""
    comparer = Comparer(Reader.load())
    for block in blocks:
        for at, statement in enumerate(block.statements):
            signed = [(signs[at], claim) for signs, claim in block.claims]
            yield from _observe(comparer, block, statement, signed)


def _observe(comparer: Comparer, block: Block, statement: str, signed: Sequence[tuple[str, str]]) -> Iterator[Seen]:
    prepared = comparer.prepare(statement, background=(block.context,) if block.context else ())
    names = frozenset(part for name in prepared.sentence.names for part in name.key)
    for sign, claim in signed:
        found = comparer.compare(comparer.prepare(claim, names=names), prepared)
        several = len(block.statements) > 1
        yield Seen(f"{block.context} {statement}".strip(), claim, Stance(SIGNS[sign]), found, several, block.held_out)
