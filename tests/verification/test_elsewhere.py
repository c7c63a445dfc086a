import pytest

from app.domain.evidence import Facet
from app.text.sentence import Reader
from app.verification.comparing import Comparer
from app.verification.findings import Finding, Weight


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(Reader.load())


def _found(comparer: Comparer, statement: str, claim: str, facet: Facet) -> list[Finding]:
    comparison = comparer.compare(comparer.prepare(claim), comparer.prepare(statement))
    return [f for f in comparison.findings if f.facet is facet and (f.weight is Weight.DIFFERS or f.clashes)]


@pytest.mark.parametrize(
    ("facet", "statement", "claim"),
    [
        (Facet.QUANTITY, "Kestrel paid 2.1 billion euros for Ottar.", "Kestrel paid 3.1 billion euros for Ottar."),
        (Facet.DATE, "Kestrel was founded in 1921.", "Kestrel was founded in 1931."),
        (Facet.ACTOR, "Kestrel bought Ottar in 2021.", "Norline bought Ottar in 2021."),
        (Facet.ROLE, "Kestrel bought Norline in 2021.", "Norline bought Kestrel in 2021."),
    ],
)
def test_what_the_statement_has_nowhere_is_beyond_doubt(
    comparer: Comparer, facet: Facet, statement: str, claim: str
) -> None:
    found = _found(comparer, statement, claim, facet)

    assert any(not finding.doubted for finding in found)


@pytest.mark.parametrize(
    ("facet", "statement", "claim"),
    [
        (Facet.DATE, "Kestrel was founded in 1921 and sold in 1990.", "Kestrel was founded in 1990."),
        (Facet.QUANTITY, "Kestrel sold 40 trains in 2020 and 60 trains in 2021.", "Kestrel sold 40 trains in 2021."),
    ],
)
def test_what_stands_elsewhere_in_the_statement_leaves_doubt(
    comparer: Comparer, facet: Facet, statement: str, claim: str
) -> None:
    found = _found(comparer, statement, claim, facet)

    assert found
    assert all(finding.doubted for finding in found)
