"""How like a claim and the stored statements are: what a matcher without a stance has to go by."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz, utils

from app.domain.ports import Embedder, StatementSearch
from app.domain.statement import Statement, Validity
from app.services.toolbox import Toolbox
from app.text.tokens import index_terms
from benchmarks.quality.suite import Part

Scale = Callable[[str], Mapping[str, float]]
"""From a claim to its likeness (0..1) with each statement, by id."""

Peaks = Sequence[float]
"""For each claim of a part, its likeness with the statement it is most like."""


def peaks_of(part: Part, *, toolbox: Toolbox) -> Mapping[str, Peaks]:
    """Return the peaks by the name of the scale."""
    statements = [statement for statement, _ in part.stored]
    with toolbox.database.reading() as storage:
        scales = _scales(statements, storage.search, toolbox.embedder)
        return {name: _peaks(part, statements, scale) for name, scale in scales.items()}


def _scales(statements: Sequence[Statement], search: StatementSearch, embedder: Embedder) -> Mapping[str, Scale]:
    return {
        "words alone": _words(statements),
        "cosine alone": _cosine(search, embedder),
        "rapidfuzz alone": _spelling(statements),
    }


def _peaks(part: Part, statements: Sequence[Statement], scale: Scale) -> Peaks:
    return [_peak(scale(case.text), statements, case.as_of) for case in part.cases]


def _peak(likeness: Mapping[str, float], statements: Sequence[Statement], as_of: date) -> float:
    """Return the highest likeness with a statement that holds on the day."""
    current = [one.id for one in statements if one.validity_on(as_of) is Validity.CURRENT]
    return max((likeness[id_] for id_ in current), default=0.0)


def _words(statements: Sequence[Statement]) -> Scale:
    """Return the share of the claim's stems that a statement holds."""
    stems = {one.id: frozenset(index_terms(_read(one))) for one in statements}

    def scale(claim: str) -> Mapping[str, float]:
        asked = frozenset(index_terms(claim))
        return {id_: len(asked & held) / max(1, len(asked)) for id_, held in stems.items()}

    return scale


def _cosine(search: StatementSearch, embedder: Embedder) -> Scale:
    """Return the cosine of the embeddings that the service itself keeps."""
    every = search.statement_count()
    return lambda claim: dict(search.by_vector(embedder.embed([claim])[0], limit=every))


def _spelling(statements: Sequence[Statement]) -> Scale:
    """Return rapidfuzz's `token_set_ratio`, which forgives order and words that only one side has."""
    texts = {one.id: utils.default_process(_read(one)) for one in statements}

    def scale(claim: str) -> Mapping[str, float]:
        asked = utils.default_process(claim)
        return {id_: fuzz.token_set_ratio(asked, text) / 100 for id_, text in texts.items()}

    return scale


def _read(statement: Statement) -> str:
    return " ".join(filter(None, (statement.context, statement.text)))
