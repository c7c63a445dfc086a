"""Which findings forbid support: of two claims that differ in one thing, one is contradicted and the other is not."""

from typing import NamedTuple

import pytest

from app.domain.evidence import Facet
from app.text.sentence import Reader
from app.verification.combining import differs
from app.verification.comparing import Comparer
from app.verification.findings import Weight


class Pair(NamedTuple):
    """A statement with a claim that a discrepancy forbids to support and one that none does."""

    statement: str
    forbidden: str
    free: str


PAIRS = [
    Pair(
        "Tarvik 3 was made by Norline, which released the engine's plans in December 2023.",
        "Tarvik is the maker of Norline.",
        "Tarvik is a product of Norline.",
    ),
    Pair(
        "The airline Tovalis paid 12 million euros without admitting any fault.",
        "Tovalis admitted fault.",
        "Tovalis did not admit any fault.",
    ),
    Pair(
        "Ministry officials refused in May to license the Orbelin ferry.",
        "Ministry officials licensed the Orbelin ferry.",
        "Ministry officials did not license the Orbelin ferry.",
    ),
    Pair(
        "Dora Velkamp has neither sold nor leased the Amstad mill.",
        "Dora Velkamp has leased the Amstad mill.",
        "Dora Velkamp has not leased the Amstad mill.",
    ),
    Pair(
        "Ilmar Rautio never learned to swim.",
        "Ilmar Rautio could swim.",
        "Ilmar Rautio could not swim.",
    ),
    Pair(
        "Hanrik Steel closed its mill in Dorvik and bought the shipyard of Olden.",
        "Hanrik Steel opened its mill in Dorvik.",
        "Hanrik Steel opened its museum in Dorvik.",
    ),
    Pair(
        "The council of Brannow approved the plan for the new mall.",
        "The council of Brannow did not approve the plan for the new mall.",
        "No shopkeeper of Brannow approved the plan for the new mall.",
    ),
    Pair(
        "The Kestrow family's large house burned down.",
        "The Kestrow family's small house burned down.",
        "The Kestrow family's house burned down in a small fire.",
    ),
    Pair(
        "Orla Bresnan became mayor of Killmore in 2015.",
        "Orla Bresnan became mayor of Killmore in 2016.",
        "Orla Bresnan was still mayor of Killmore in 2016.",
    ),
    Pair(
        "Regulators in Oslo fined the Danish lender Varnbank.",
        "Regulators in Bergen fined the Danish lender Varnbank.",
        "Varnbank opened a branch in Bergen.",
    ),
    Pair(
        "It was not Edla Norrby who founded the Velm Institute but her sister, Maj Norrby.",
        "Edla Norrby founded the Velm Institute.",
        "Maj Norrby founded the Velm Institute.",
    ),
    Pair(
        "Storm Ilsa reached Portavel two days after Storm Hakon.",
        "Storm Ilsa reached Portavel before Storm Hakon.",
        "Storm Ilsa reached Portavel after Storm Hakon.",
    ),
    Pair(
        "Olaf Renner has been advised by his doctors not to fly.",
        "Olaf Renner's doctors advised him to fly.",
        "Olaf Renner's doctors advised him.",
    ),
    Pair(
        "Two of the three pumps at Velden failed.",
        "All three pumps at Velden failed.",
        "Two pumps at Velden failed.",
    ),
    Pair(
        "Berta Quist was born in Ostrand in 1931.",
        "Berta Quist was born in Ostrand in 1941.",
        "Cilla Quist was born in Ostrand.",
    ),
    Pair(
        "No shop in Ostrand closed during the flood.",
        "All shops in Ostrand closed during the flood.",
        "All shops in Ostrand stayed open during the flood.",
    ),
    Pair(
        "A court in Ostrand banned Milo Varga from selling eels.",
        "Milo Varga sold eels.",
        "Milo Varga did not sell eels.",
    ),
    Pair(
        "The Ostrand regatta was held in 1999.",
        "The Ostrand regatta was not held in 1999.",
        "The Ostrand regatta was not held in 1944.",
    ),
    Pair(
        "Milo Varga married Ilse Toth in 1920.",
        "Milo Varga married Ilse Toth in 1930.",
        "Ilse Toth married Milo Varga.",
    ),
]


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(Reader.load())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.statement)
def test_only_what_cannot_stand_beside_the_statement_is_forbidden(comparer: Comparer, pair: Pair) -> None:
    statement = comparer.prepare(pair.statement)
    names = frozenset(part for name in statement.sentence.names for part in name.key)

    found = {claim: differs(comparer.compare(comparer.prepare(claim, names=names), statement)) for claim in pair[1:]}

    assert found == {pair.forbidden: True, pair.free: False}


def test_what_is_called_a_product_is_not_taken_for_its_maker(comparer: Comparer) -> None:
    statement = comparer.prepare("Tarvik 3 was made by Norline, which released the engine's plans in December 2023.")
    names = frozenset(part for name in statement.sentence.names for part in name.key)
    claims = ("Tarvik is a product of Norline.", "Tarvik made Norline.")
    told = [comparer.compare(comparer.prepare(claim, names=names), statement) for claim in claims]
    assert [any(f.facet is Facet.ROLE for f in one.with_weight(Weight.DIFFERS)) for one in told] == [False, True]
