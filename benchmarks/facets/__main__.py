"""Measure the facets alone on pairs written by hand; show pairs of the tuned part on which they are wrong."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.domain.evidence import Facet, Stance
from benchmarks.facets.observing import Seen, observe
from training.dossiers import WRITTEN, read_blocks

KINDS = ("differs", "clashes", "leaves open")
TRUTHS = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.NEUTRAL)


def main() -> None:
    """Print a table for each part, or some of the pairs of the tuned part."""
    wish = _arguments()
    blocks = [block for folder in wish.written for block in read_blocks(folder)]
    if wish.show is not None:
        blocks = [block for block in blocks if not block.held_out][:: wish.every]
        _show([seen for seen in observe(blocks) if _is_wanted(seen, wish)][: wish.most])
        return
    found = list(observe(blocks[:: wish.every]))
    for held_out in (False, True):
        part = [seen for seen in found if seen.held_out is held_out]
        for in_dossier in (False, True):
            rows = [seen for seen in part if seen.in_dossier is in_dossier]
            if rows:
                _tell(f"{'Held out' if held_out else 'Tuned'}, {'dossiers' if in_dossier else 'statements'}", rows)


def _tell(title: str, rows: Sequence[Seen]) -> None:
    of = {truth: [seen for seen in rows if seen.truth is truth] for truth in TRUTHS}
    print(f"\n## {title}: {', '.join(f'{len(of[truth])} {truth}' for truth in TRUTHS)}\n")
    print("| facet | finding | on supports | on contradicts | on neutral | no support there |")
    print("|---|---|---|---|---|---|")
    for facet in Facet:
        for kind in KINDS:
            _line(f"{facet} | {kind}", [sum(facet in seen.facets(kind) for seen in of[truth]) for truth in TRUTHS])
    _line("any | veto", [sum(bool(seen.vetoes) for seen in of[truth]) for truth in TRUTHS])
    for stance in TRUTHS:
        _line(f"facets alone | {stance}", [sum(seen.stance is stance for seen in of[truth]) for truth in TRUTHS])


def _line(name: str, counts: Sequence[int]) -> None:
    if sum(counts):
        right = sum(counts[1:]) / sum(counts)
        print(f"| {name} | {' | '.join(str(count) for count in counts)} | {right:.3f} |")


def _is_wanted(seen: Seen, wish: argparse.Namespace) -> bool:
    if seen.truth != wish.show:
        return False
    if wish.stance is not None:
        return bool(seen.stance == wish.stance)
    return any(finding.facet == wish.facet or wish.facet is None for finding in seen.vetoes)


def _show(rows: Sequence[Seen]) -> None:
    for seen in rows:
        print(f"\nS: {seen.statement}\nC: {seen.claim}")
        for finding in seen.vetoes:
            print(f"   {finding.facet}: {finding.message}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facets", description=__doc__)
    parser.add_argument("--written", type=Path, nargs="+", default=[WRITTEN], help="folders of written blocks")
    parser.add_argument("--every", type=int, default=1, help="take every nth block only")
    parser.add_argument("--show", choices=[str(t) for t in TRUTHS], help="show vetoed pairs of this truth instead")
    parser.add_argument("--facet", choices=[str(facet) for facet in Facet], help="show only vetoes of this facet")
    parser.add_argument("--stance", choices=[str(t) for t in TRUTHS], help="show pairs the facets alone judge so")
    parser.add_argument("--most", type=int, default=20, help="show at most so many")
    return parser.parse_args()


if __name__ == "__main__":
    main()
