"""Use case: tell what an editor should look at again in seeds that can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from app.domain.claim import Claim
from app.domain.evidence import Evidence, Stance
from app.domain.source import SourceKind
from app.domain.statement import Statement, Validity
from app.interchange.seed_files import Seed
from app.services.toolbox import Toolbox
from app.text.wording import wording_key

DATED_KINDS = frozenset({SourceKind.REPORTING, SourceKind.ANALYSIS, SourceKind.OPINION, SourceKind.SOCIAL})
"""What appears on one day; documentation and pages of record change and may have none."""

TRACKING = ("utm_", "fbclid", "gclid", "cid", "ncid")


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """What may be wrong, and in which source."""

    source_title: str
    message: str

    def __str__(self) -> str:
        return f"{self.source_title}: {self.message}"


def doubts(seeds: Sequence[Seed], *, today: date) -> list[Doubt]:
    """Return what reading the files alone gives reason to doubt, by source title."""
    found = {*_undated(seeds), *_odd_addresses(seeds), *_repeated(seeds), *_not_yet_valid(seeds, today)}
    return sorted(found)


def contradictions(seeds: Sequence[Seed], *, toolbox: Toolbox) -> Iterator[Doubt]:
    """Yield each pair of statements that hold on one day although the verifier says that both cannot be true.

    The store must hold the seeds and nothing else.
    """
    today = toolbox.clock.today()
    told: set[frozenset[str]] = set()
    for seed in seeds:
        for statement in seed.statements:
            for evidence in _against(statement, today=today, toolbox=toolbox):
                pair = frozenset({statement.id, evidence.statement.id})
                if pair not in told:
                    told.add(pair)
                    yield _contradiction(seed, statement, evidence)


def _undated(seeds: Sequence[Seed]) -> Iterator[Doubt]:
    for seed in seeds:
        if seed.source.kind in DATED_KINDS and seed.source.published_at is None:
            yield Doubt(seed.source.title, "has no published_at; give the day if the publication prints one.")


def _odd_addresses(seeds: Sequence[Seed]) -> Iterator[Doubt]:
    for seed in seeds:
        parts = urlsplit(seed.source.url or "")
        if parts.scheme == "http":
            yield Doubt(seed.source.title, "has a url that begins with http://; use https:// if the site answers it.")
        tracked = [key for key, _ in parse_qsl(parts.query) if key.casefold().startswith(TRACKING)]
        if tracked:
            yield Doubt(seed.source.title, f"has a url that tracks readers ({', '.join(tracked)}); take that part off.")


def _repeated(seeds: Sequence[Seed]) -> Iterator[Doubt]:
    first: dict[str, Seed] = {}
    for seed in seeds:
        for statement in seed.statements:
            other = first.setdefault(wording_key(statement.text), seed)
            if other is not seed:
                message = (
                    f'says "{statement.text}" in the words of {other.source.title}; keep one, or say it otherwise.'
                )
                yield Doubt(seed.source.title, message)


def _not_yet_valid(seeds: Sequence[Seed], today: date) -> Iterator[Doubt]:
    for seed in seeds:
        for statement in seed.statements:
            if statement.validity_on(today) is Validity.NOT_YET_VALID:
                message = f'"{statement.text}" decides nothing before {statement.valid_from}; is the day right?'
                yield Doubt(seed.source.title, message)


def _against(statement: Statement, *, today: date, toolbox: Toolbox) -> list[Evidence]:
    """Return what speaks against a statement on a day on which it holds."""
    claim = Claim(text=statement.text, as_of=_day_of(statement, today))
    with toolbox.database.reading() as storage:
        retriever = toolbox.retriever_over(storage.search)
        candidates = retriever.retrieve(claim.text, limit=toolbox.verifier.most_statements)
    return [
        evidence
        for evidence in toolbox.verifier.judge(claim, candidates).evidence
        if evidence.stance is Stance.CONTRADICTS and evidence.status is Validity.CURRENT
    ]


def _day_of(statement: Statement, today: date) -> date:
    match statement.validity_on(today):
        case Validity.SUPERSEDED:
            return statement.valid_until or today
        case Validity.NOT_YET_VALID:
            return statement.valid_from or today
        case Validity.CURRENT:
            return today


def _contradiction(seed: Seed, statement: Statement, evidence: Evidence) -> Doubt:
    other = evidence.statement.text
    message = (
        f'"{statement.text}" is contradicted by "{other}" ({evidence.source.title}); is one wrong, or out of date?'
    )
    return Doubt(seed.source.title, message)
