"""What was measured, as a page."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain, repeat

from app.domain.check import Verdict
from benchmarks.quality.answers import DECIDED
from benchmarks.quality.baselines import Guess
from benchmarks.quality.circumstances import commit, machine
from benchmarks.quality.figures import (
    OF_ANSWERS,
    OF_VERDICTS,
    Figure,
    Judged,
    Share,
    confusion,
    is_right,
    pair_accuracy,
    pair_accuracy_by_facet,
)
from benchmarks.quality.measuring import Measured
from benchmarks.quality.plots import Plot, reliability, risk_and_coverage
from benchmarks.quality.renewal import COUNTED

Row = Sequence[str]

INTRODUCTION = """# Quality

Written by `make quality`, which puts the statements of each part of the [contrastive suite](../tests/quality/README.md)
into a fresh store, wired as the service wires its own, and checks every claim against it end to end: retrieved, read,
weighed. Rules, thresholds and baselines were chosen on the development part; the held-out part only measures.
`make quality-check` fails if a figure here has moved by more than its noise, one standard error."""

FIGURES_NOTE = """*Not supported, called supported* is over all claims that are contradicted, disputed or left open.
*Leave-one-out* asks every supported and contradicted claim again without the statement that it was written for, where
`not_enough_evidence` is right unless another statement of the same subject decides too. *Statement among the
candidates* is over paired claims. Time is of retrieval and judgement, in process, one claim after the other."""

FACETS_NOTE = "A pair counts only if both of its claims have the right verdict."

CONFUSION_NOTE = "Rows: the right verdict. Columns: the verdict given."

BASELINES_NOTE = """The same claims by simpler ways. *Facets alone* and *model alone* read the same candidates in the
service's place; the model takes its likeliest stance on each, and the stances are weighed as the service weighs them.
A way that goes by likeness says `supported` from a threshold on the likeness of the nearest statement that holds on
the day, else `not_enough_evidence`: likeness cannot contradict. Its threshold is the one with the highest verdict
accuracy on the development part. *Words*: share of the claim's stems that the statement holds. *Cosine*: the embeddings
that the service keeps. *rapidfuzz*: `token_set_ratio`. *Claim alone* sees no statement; its naive Bayes learns from the
development claims on other subjects, and shows what the wording of the claims gives away."""

PLOTS = """## Confidence

![Accuracy of the verdicts against their confidence](plots/suite-reliability.svg)

![Share of wrong verdicts against the share of claims that get a verdict](plots/suite-risk.svg)

Reliability is over all verdicts; risk and coverage are over `supported` and `contradicted`, surest first: what would be
wrong, and what would still be answered, if only verdicts from some confidence on were shown."""


def page(measured: Sequence[Measured], *, today: date, command: str) -> str:
    """Write the tables with what they mean and how they were measured."""
    sections = (INTRODUCTION, *tables(measured), PLOTS, _circumstances(measured[0], today, command))
    return "\n\n".join(sections) + "\n"


def tables(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield each section with its table."""
    yield section("Figures", _figures(measured), FIGURES_NOTE)
    yield section("Pairs by facet", _facets(measured), FACETS_NOTE)
    for one, note in zip(measured, chain([CONFUSION_NOTE], repeat(""))):  # noqa: B905 - a note is said once
        yield section(f"Verdicts given, {one.part.name} part", _confusion(one.answers), note)
    for one, note in zip(measured, chain([BASELINES_NOTE], repeat(""))):  # noqa: B905 - a note is said once
        yield section(f"Beside simpler ways, {one.part.name} part", _baselines(one), note)


def suite_plots(measured: Sequence[Measured]) -> Mapping[str, Plot]:
    """Return the plots that the page shows, by the names of their files."""
    told = {one.part.name: [(answer.confidence, is_right(answer)) for answer in one.answers] for one in measured}
    decided = {
        one.part.name: [(a.confidence, is_right(a)) for a in one.answers if a.verdict in DECIDED] for one in measured
    }
    sizes = {one.part.name: len(one.answers) for one in measured}
    return {
        "suite-reliability": reliability("Contrastive suite: confidence in verdicts", told),
        "suite-risk": risk_and_coverage("Contrastive suite: risk and coverage", decided, of=sizes),
    }


def section(title: str, rows: Iterable[Row], note: str) -> str:
    """Write a table under its title, with what it means."""
    first, *others = ("| " + " | ".join(row) + " |" for row in rows)
    rule = "|---" * (first.count("|") - 1) + "|"
    return "\n".join((f"## {title}", "", first, rule, *others, "", note)).rstrip()


def _figures(measured: Sequence[Measured]) -> Iterator[Row]:
    yield ("figure", *(one.part.name for one in measured))
    for name, count in _COUNTS.items():
        yield (name, *(f"{count(one)}" for one in measured))
    for name, of_verdicts in OF_VERDICTS.items():
        yield (name, *(_shown(of_verdicts(one.answers), of=len(one.answers)) for one in measured))
    for name, of_answers in OF_ANSWERS.items():
        yield (name, *(_shown(of_answers(one.answers), of=len(one.answers)) for one in measured))
    yield ("time of one check, median", *(_median_time(one) for one in measured))


_COUNTS: dict[str, Callable[[Measured], int]] = {
    "statements": lambda one: len(one.part.stored),
    "claims": lambda one: len(one.part.cases),
}


def _facets(measured: Sequence[Measured]) -> Iterator[Row]:
    by_part = [pair_accuracy_by_facet(one.answers) for one in measured]
    yield ("facet", *(one.part.name for one in measured))
    for facet in sorted({facet for shares in by_part for facet in shares}):
        yield (facet, *(_shown(shares.get(facet, Share(0, 0))) for shares in by_part))
    yield ("all", *(_shown(pair_accuracy(one.answers)) for one in measured))


def _confusion(judged: Sequence[Judged]) -> Iterator[Row]:
    counts = confusion(judged)
    yield ("", *Verdict)
    for right in Verdict:
        of = sum(counts.get((right, given), 0) for given in Verdict)
        yield (right, *(_shown(Share(counts.get((right, given), 0), of)) for given in Verdict))


def _baselines(measured: Measured) -> Iterator[Row]:
    yield ("way", "from", *OF_VERDICTS)
    yield (COUNTED, "", *_denominators(measured.answers))
    yield ("this service", "", *_of_verdicts(measured.answers))
    for one in measured.baselines:
        yield (one.name, "" if one.threshold is None else f"{one.threshold:.2f}", *_of_verdicts(one.guesses))


def _of_verdicts(judged: Sequence[Judged] | Sequence[Guess]) -> Iterator[str]:
    return (_shown(figure(judged), counts=False) for figure in OF_VERDICTS.values())


def _denominators(judged: Sequence[Judged]) -> Iterator[str]:
    figures = (figure(judged) for figure in OF_VERDICTS.values())
    return (str(figure.of if isinstance(figure, Share) else len(judged)) for figure in figures)


def _shown(figure: Figure, *, counts: bool = True, of: int = 0) -> str:
    if isinstance(figure, float):
        return f"{figure:.3f}" + (f" (of {of})" if of else "")
    if figure.value is None:
        return "none"
    return f"{figure.value:.3f}" + (f" ({figure.hits} of {figure.of})" if counts else "")


def _median_time(measured: Measured) -> str:
    return f"{statistics.median(one.milliseconds for one in measured.answers):.1f} ms"


def _circumstances(measured: Measured, today: date, command: str) -> str:
    engine = measured.engine
    return f"""## How it was measured

- Command: `{command}`; claims without a day of their own are judged for {today}
- Engine: version {engine.version}, {f"model {engine.model}" if engine.model else "no model"}, commit {commit()}
- Thresholds: {", ".join(f"{name} {value:g}" for name, value in engine.thresholds) or "none"}
- Machine: {machine()}
- Day: {datetime.now(UTC).date()}"""
