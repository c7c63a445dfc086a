"""A plot with logarithmic axes, as SVG."""

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, MARGIN = 640, 360, 60
COLOURS = ("#1f5fa8", "#b3541e", "#3a7d44", "#7a3e9d")

Line = Sequence[tuple[float, float]]
"""Points from left to right."""


def log_log_plot(title: str, lines: Mapping[str, Line], *, across: str, up: str) -> str:
    """Draw lines by name; every value must be above zero."""
    points = [point for line in lines.values() for point in line]
    x_range, y_range = _decades([x for x, _ in points]), _decades([y for _, y in points])

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x = MARGIN + (WIDTH - 2 * MARGIN) * _share(point[0], x_range)
        return round(x, 1), round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * _share(point[1], y_range), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12"><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-size="14">{title}</text>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">{across}</text>',
        f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {HEIGHT / 2})">{up}</text>',
    ]
    parts += [
        _rule(place((10.0**at, 10.0 ** y_range[0])), 10**at, upright=True) for at in range(x_range[0], x_range[1] + 1)
    ]
    parts += [
        _rule(place((10.0 ** x_range[0], 10.0**at)), 10.0**at, upright=False)
        for at in range(y_range[0], y_range[1] + 1)
    ]
    for at, (name, line) in enumerate(lines.items()):
        parts.append(_drawn(name, [place(point) for point in line], COLOURS[at % len(COLOURS)], row=at))
    return "\n".join([*parts, "</svg>\n"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _share(value: float, decades: tuple[int, int]) -> float:
    return (math.log10(value) - decades[0]) / max(1, decades[1] - decades[0])


def _rule(at: tuple[float, float], value: float, *, upright: bool) -> str:
    x, y = at
    end = (x, MARGIN) if upright else (WIDTH - MARGIN, y)
    label = f'x="{x}" y="{y + 16}" text-anchor="middle"' if upright else f'x="{x - 6}" y="{y + 4}" text-anchor="end"'
    return f'<path d="M{x} {y}L{end[0]} {end[1]}" stroke="#ddd"/><text {label}>{value:,g}</text>'


def _drawn(name: str, points: Sequence[tuple[float, float]], colour: str, *, row: int) -> str:
    path = "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    key = f'<text x="{MARGIN + 8}" y="{MARGIN + 4 + 16 * row}" fill="{colour}">{name}</text>'
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{key}'
