"""What was measured on labelled pairs, as the second part of the page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from app.domain.check import Engine
from app.domain.evidence import Stance
from benchmarks.quality.circumstances import commit, machine
from benchmarks.quality.figures import Figure, Share
from benchmarks.quality.pairs.figures import FIGURES, Read, is_right
from benchmarks.quality.pairs.measuring import Reading
from benchmarks.quality.plots import Plot, reliability, risk_and_coverage
from benchmarks.quality.renewal import COUNTED
from benchmarks.quality.report import Row, section

HEADING = "# Labelled pairs"

INTRODUCTION = """Written by `python -m benchmarks.quality --dev FILE`, which reads a statement against a claim, one
pair at a time, over rows of public sets that this project may measure with but not hold. The rows are cut in two by
family (a page, a pair, a claim), so that kindred rows never part. Baselines learn from the first half, and whatever is
tuned on such rows is tuned on it. **The figures are of the second half**, no row of which is ever shown. VitaminC is
re-cut by page, so that its figures here do not compare with published ones."""

NOTES = {
    "accuracy": """Of three stances: supports, contradicts, neutral. *Commonest label* is chance. *Claim alone*
(logistic regression over its words, learnt set by set) shows what the wording of the claims gives away. *Words* (share
of the claim's stems that the statement holds), *rapidfuzz* (`token_set_ratio`) and *cosine* (the service's embeddings)
each go through a logistic regression on that one number, learnt over all sets together. *Model alone* takes the trained
reader's likeliest stance; *this service* takes a stance only if it is sure enough, which costs accuracy here and saves
wrong support.""",
    "contradicted, called supported": "The worst thing that can be said.",
    "not supported, called supported": "Of contradicted and neutral pairs together.",
    "macro-F1": "Over the stances that a set has.",
}


PLOTS = """## Confidence in pairs

![Accuracy of the stances against their confidence](plots/pairs-reliability.svg)

![Share of wrong stances against the share of pairs on which a side is taken](plots/pairs-risk.svg)

Over all sets together. Risk and coverage are over `supports` and `contradicts`, surest first."""


def public_part(readings: Sequence[Reading], *, engine: Engine, command: str) -> str:
    """Write the tables with what they mean and how they were measured."""
    sections = (HEADING, INTRODUCTION, *tables(readings), PLOTS, _circumstances(engine, command))
    return "\n\n".join(sections) + "\n"


def tables(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield a table for each figure (a line for each set, a column for each way), and one of times."""
    for name, figure in FIGURES.items():
        yield section(f"Pairs: {name}", _rows(readings, figure), NOTES.get(name, ""))
    yield section("Pairs: time", _times(readings), "Of one pair, one after the other, in one process.")


def pair_plots(readings: Sequence[Reading]) -> Mapping[str, Plot]:
    """Return the plots that the page shows, by the names of their files."""
    told = {one.way: [(said.confidence, is_right(row, said)) for row, said in one.read] for one in readings}
    decided = {
        one.way: [(said.confidence, is_right(row, said)) for row, said in one.read if said.stance is not Stance.NEUTRAL]
        for one in readings
    }
    sizes = {one.way: len(one.read) for one in readings}
    return {
        "pairs-reliability": reliability("Labelled pairs: confidence in stances", told),
        "pairs-risk": risk_and_coverage("Labelled pairs: risk and coverage", decided, of=sizes),
    }


def _rows(readings: Sequence[Reading], figure: Callable[[Read], Figure]) -> Iterator[Row]:
    yield ("set", COUNTED, *(one.way for one in readings))
    for name in [*sorted({row.set for row, _ in readings[0].read}), "all"]:
        figures = [figure([(row, said) for row, said in one.read if name in {row.set, "all"}]) for one in readings]
        yield (name, _counted(readings[0].read, name, figures[0]), *map(_shown, figures))


def _counted(read: Read, name: str, figure: Figure) -> str:
    rows = sum(name in {row.set, "all"} for row, _ in read)
    return str(figure.of if isinstance(figure, Share) else rows)


def _shown(figure: Figure) -> str:
    value = figure.value if isinstance(figure, Share) else figure
    return "none" if value is None else f"{value:.3f}"


def _times(readings: Sequence[Reading]) -> Iterator[Row]:
    yield ("figure", *(one.way for one in readings))
    yield ("a pair, mean", *(f"{one.milliseconds:.2f} ms" for one in readings))


def _circumstances(engine: Engine, command: str) -> str:
    return f"""## How the pairs were measured

- Command: `{command}`
- Engine: version {engine.version}, {f"model {engine.model}" if engine.model else "no model"}, commit {commit()}
- Machine: {machine()}
- Day: {datetime.now(UTC).date()}"""
