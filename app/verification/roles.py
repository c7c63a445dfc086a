"""Roles: agent and patient the other way round, and names that only lend themselves to what takes the part."""

from collections.abc import Iterator

from app.domain.evidence import Facet
from app.verification.events import AGENT, PATIENT, Event
from app.verification.findings import Finding, Weight
from app.verification.matching import EventMatch, Matcher, names_agree
from app.verification.readings import Anchor, Prepared
from app.verification.words import Likeness

SYMMETRIC = frozenset(
    {"merge", "marry", "meet", "divorce", "compete", "play", "cooperate", "collaborate", "partner", "pass", "clear"}
)
"""Verbs whose sides may be told in either order; "pass" and "clear" are said of a law and of its parliament alike."""


def named_through_part(anchor: Anchor, matcher: Matcher) -> Anchor | None:
    """Return the statement's name where only a thing of it takes the part that the claim gives the name itself.

    Who publishes the weights of Grok has not published Grok.
    """
    for match in matcher.told:
        for slot in anchor.slots:
            if slot.event is not match.claim or slot.part not in {AGENT, PATIENT} or slot.depth:
                continue
            found = [
                (n, d) for p in match.part_of(slot.part) for n, d in matcher.statement.names_in(match.statement, p)
            ]
            met = [(n, depth) for n, depth in found if names_agree(anchor, n)]
            if met and min(depth for _, depth in met) > 0:
                return met[0][0]
    return None


def compare_reversals(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding for each event whose agent and patient the statement has the other way round."""
    for match in matcher.matches:
        symmetric = {*match.claim.lemmas, *match.statement.lemmas} & SYMMETRIC
        if match.relation.likeness not in {Likeness.SAME, Likeness.CONVERSE} or symmetric:
            continue
        agents, patients = (_parties(matcher.claim, match.claim, (part,)) for part in (AGENT, PATIENT))
        for agent in agents:
            for patient in patients:
                if _is_reversed(agent, patient, match, matcher):
                    there = next(n for n in matcher.statement.names if names_agree(patient, n))
                    message = f'the statement has "{patient.span.text}" and "{agent.span.text}" the other way round'
                    yield Finding(Weight.DIFFERS, Facet.ROLE, agent.span, there.span, message, turned=True)


def _parties(prepared: Prepared, event: Event, parts: tuple[str, ...]) -> list[Anchor]:
    return [n for part in parts for n, depth in prepared.names_in(event, part) if depth == 0]


def _is_reversed(agent: Anchor, patient: Anchor, match: EventMatch, matcher: Matcher) -> bool:
    doing = _parties(matcher.statement, match.statement, match.part_of(AGENT))
    undergoing = _parties(matcher.statement, match.statement, match.part_of(PATIENT))
    turned = any(names_agree(patient, n) for n in doing) and any(names_agree(agent, n) for n in undergoing)
    return turned and not any(names_agree(agent, n) for n in doing)
