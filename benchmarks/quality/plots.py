"""How far confidence can be trusted, drawn: reliability, and risk against coverage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks.quality.figures import BINS

Told = Sequence[tuple[float, bool]]
"""Confidence and whether it was right."""

Points = Sequence[tuple[float, float]]

SIDE, LEFT, TOP, WIDTH, HEIGHT = 300, 60, 34, 560, 390
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#7a5195", "#b08900", "#5f6b73")
LEAST_DRAWN = 5
"""Answers that a point of a curve must stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Curves over a square with both axes from 0; `highest` is the top of the upright one."""

    title: str
    across: str
    upright: str
    curves: Mapping[str, Points]
    highest: float = 1.0
    diagonal: bool = False


def reliability(title: str, told: Mapping[str, Told]) -> Plot:
    """Draw accuracy against mean confidence in ten bins of confidence; what lies under the diagonal is too sure."""
    curves = {name: list(_binned(one)) for name, one in told.items()}
    return Plot(title=title, across="confidence", upright="share that is right", curves=curves, diagonal=True)


def risk_and_coverage(title: str, decided: Mapping[str, Told], *, of: Mapping[str, int]) -> Plot:
    """Draw the share of wrong answers among the surest against how many of all claims they answer.

    `decided` holds the answers that take a side, `of` how many were asked; silence is neither a risk nor an answer.
    """
    curves = {name: list(_risks(one, of[name])) for name, one in decided.items()}
    highest = max((risk for points in curves.values() for _, risk in points), default=0.0)
    return Plot(
        title=title,
        across="share of all that is answered with a side taken",
        upright="share of these that is wrong",
        curves=curves,
        highest=max(0.1, round(highest + 0.05, 1)),
    )


def write_plots(plots: Mapping[str, Plot], folder: Path) -> None:
    """Write each plot as an SVG file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, plot in plots.items():
        (folder / f"{name}.svg").write_text(drawn(plot), encoding="utf-8")


def drawn(plot: Plot) -> str:
    """Return the plot as SVG."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12" role="img" aria-label="{escape(plot.title)}">'
    )
    lines = (head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *_frame(plot), *_curves(plot), "</svg>")
    return "\n".join(lines) + "\n"


def _binned(told: Told) -> Iterator[tuple[float, float]]:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in told:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    for _, held in sorted(bins.items()):
        if len(held) >= LEAST_DRAWN:
            yield sum(one for one, _ in held) / len(held), sum(right for _, right in held) / len(held)


def _risks(decided: Told, of: int) -> Iterator[tuple[float, float]]:
    """Yield a point wherever confidence falls, so that equally sure answers are taken together."""
    surest = sorted(decided, key=lambda one: -one[0])
    wrong = 0
    for at, (confidence, right) in enumerate(surest, start=1):
        wrong += not right
        is_last = at == len(surest) or surest[at][0] < confidence
        if is_last and at >= min(LEAST_DRAWN, len(surest)):
            yield at / of, wrong / at


def _frame(plot: Plot) -> Iterator[str]:
    yield f'<text x="{LEFT}" y="20" font-weight="bold">{escape(plot.title)}</text>'
    yield f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>'
    for step in range(6):
        share = step / 5
        yield _label(LEFT + share * SIDE, TOP + SIDE + 16, f"{share:.1f}", "middle")
        yield _label(LEFT - 6, TOP + (1 - share) * SIDE + 4, f"{share * plot.highest:.2f}", "end")
    yield _label(LEFT + SIDE / 2, TOP + SIDE + 36, plot.across, "middle")
    middle = TOP + SIDE / 2
    yield f'<text transform="translate(16 {middle:g}) rotate(-90)" text-anchor="middle">{escape(plot.upright)}</text>'
    if plot.diagonal:
        yield f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="#bbb" stroke-dasharray="4 4"/>'


def _curves(plot: Plot) -> Iterator[str]:
    for at, (name, points) in enumerate(plot.curves.items()):
        colour = COLOURS[at % len(COLOURS)]
        placed = [(LEFT + x * SIDE, TOP + (1 - y / plot.highest) * SIDE) for x, y in points]
        yield f'<polyline points="{_joined(placed)}" fill="none" stroke="{colour}" stroke-width="2"/>'
        if plot.diagonal:
            yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed)
        beside, line = LEFT + SIDE + 16, TOP + 14 + at * 20
        yield f'<rect x="{beside}" y="{line - 9}" width="10" height="10" fill="{colour}"/>'
        yield _label(beside + 16, line, name, "start")


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
