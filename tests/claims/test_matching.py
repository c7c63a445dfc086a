from datetime import date

import pytest

from app.claims.matching import same_claim

ANCHOR = date(2026, 11, 21)

SAME = [
    ("Mixtral is Mistral's.", "Mixtral is Mistral’s"),
    ("mixtral 8x22b was developed by mistral ai", "Mixtral 8x22B was developed by Mistral AI."),
    ("The model is open.", "the model is  open"),
    ("A rival bought the company.", "The rival bought a company."),
    ("Velm says that the quay is closed.", "Velm says the quay is closed."),
    ("The quay isn't closed.", "The quay is not closed."),
    ("Ships can't dock at Velm.", "Ships cannot dock at Velm."),
    ("Velm won't sell salt.", "Velm will not sell salt."),
    ("Mixtral 8x22B has 141 billion parameters.", "Mixtral 8x22B has 141B parameters."),
    ("The fund holds $2.1 billion.", "The fund holds $2,100 million."),
    ("The fund holds $2.1bn.", "The fund holds 2.1 billion dollars."),
    ("Revenue rose 8%.", "Revenue rose 8 percent."),
    ("Revenue rose by eight percent.", "Revenue rose by 8 per cent."),
    ("Velm employs 1,200 people.", "Velm employs 1200 people."),
    ("Velm employs more than 500 people.", "Velm employs over 500 people."),
    ("Velm employs about 500 people.", "Velm employs approximately 500 people."),
    ("Velm opened on 17 April 2024.", "Velm opened on April 17, 2024."),
    ("Velm opened on 17 April 2024.", "Velm opened on 2024-04-17."),
    ("On 17 April 2024, Velm opened.", "Velm opened on 17 April 2024."),
    ("In 2024 Velm opened.", "Velm opened in 2024."),
    ("Velm opened last year.", "Velm opened in 2025."),
    ("Velm “opened” in May 2024.", "Velm opened in May 2024"),
    ("Müller runs Velm.", "Muller runs Velm."),
]
DIFFERENT = [
    # Another name, or the same names in other places.
    ("Mixtral 8x22B was developed by Mistral AI.", "Mixtral 8x22B was developed by Google."),
    ("South Velm exports salt.", "North Velm exports salt."),
    ("The GEO Group runs the prison.", "The Ginn Group runs the prison."),
    ("Google bought Mistral.", "Mistral bought Google."),
    ("Mixtral 8x22B is open.", "Mixtral 8x7B is open."),
    ("GPT-4 is open.", "GPT-4o is open."),
    ("Llama 3 is open.", "Llama 3.1 is open."),
    ("The US runs Velm.", "Us runs Velm."),
    ("WHO runs Velm.", "Who runs Velm."),
    ("Ada Lind leads Velm.", "Ida Lind leads Velm."),
    ("Velm City is small.", "Velm is small."),
    ("Velm supplies Norr.", "Velm is supplied by Norr."),
    ("Velm sold Norr to Osk.", "Velm sold Osk to Norr."),
    # Another number, unit or comparator.
    ("Velm employs 120 people.", "Velm employs 130 people."),
    ("Velm employs 120 people.", "Velm employs more than 120 people."),
    ("Velm employs at least 120 people.", "Velm employs at most 120 people."),
    ("Velm employs nearly 120 people.", "Velm employs about 120 people."),
    ("The fund holds $5 million.", "The fund holds €5 million."),
    ("The fund holds $5 million.", "The fund holds $5 billion."),
    ("Revenue rose 8 percent.", "Revenue rose 8 points."),
    ("Revenue rose 8 percent.", "Revenue rose 0.8 percent."),
    ("Revenue rose to $5 million.", "Revenue rose by $5 million."),
    ("It fell by 5 degrees.", "It fell to 5 degrees."),
    ("The tower is 90 metres tall.", "The tower is 90 feet tall."),
    ("Velm is the third largest port.", "Velm is the second largest port."),
    ("Velm doubled its fleet.", "Velm tripled its fleet."),
    ("Velm won 3-1.", "Velm won 1-3."),
    ("The plan costs $20 a month.", "The plan costs $20 a year."),
    ("Velm has 5 ships and 8 quays.", "Velm has 8 ships and 5 quays."),
    # Another date, or another relation to it.
    ("Velm opened on 17 April 2024.", "Velm opened on 18 April 2024."),
    ("Velm opened in April 2024.", "Velm opened in May 2024."),
    ("Velm opened in 2024.", "Velm opened in 2025."),
    ("Velm opened in 2024.", "Velm opened before 2024."),
    ("Velm has been open since 2024.", "Velm has been open until 2024."),
    ("Velm opened on 17 April 2024.", "Velm opened in April 2024."),
    ("Velm opened last year.", "Velm opened this year."),
    ("Sales rose from 5 in 2020 to 8 in 2021.", "Sales rose from 5 in 2021 to 8 in 2020."),
    ("Velm opened in early 2024.", "Velm opened in late 2024."),
    # Another polarity, direction, modality or scope.
    ("The quay is closed.", "The quay is not closed."),
    ("The quay is closed.", "The quay isn't closed."),
    ("Velm has salt.", "Velm has no salt."),
    ("Velm has never sold salt.", "Velm has sold salt."),
    ("Revenue rose in May.", "Revenue fell in May."),
    ("Velm opened its quay.", "Velm closed its quay."),
    ("Velm is the largest port.", "Velm is the smallest port."),
    ("The law is legal.", "The law is illegal."),
    ("Velm will sell salt.", "Velm may sell salt."),
    ("Velm sells salt.", "Velm sold salt."),
    ("Ada Lind is mayor of Velm.", "Ada Lind was mayor of Velm."),
    ("All ships are safe.", "Some ships are safe."),
    ("Only Velm sells salt.", "Velm sells salt."),
    ("Velm sells salt with tax.", "Velm sells salt without tax."),
    ("The ship sank before the storm.", "The ship sank after the storm."),
    ("Velm exports salt to Norr.", "Velm exports salt from Norr."),
    ("Velm sells salt.", "Does Velm sell salt?"),
    ("Velm sells salt.", "Velm sells salt?"),
    ("Velm sells salt.", "Osk says Velm sells salt."),
    ("Velm sells salt.", "Velm reportedly sells salt."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_claims_that_say_the_same_match(one: str, other: str) -> None:
    assert same_claim(one, other, anchor=ANCHOR)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_claims_that_differ_in_a_facet_do_not_match_however_alike(one: str, other: str) -> None:
    assert not same_claim(one, other, anchor=ANCHOR)


def test_the_table_is_large_enough_to_trust() -> None:
    assert len(SAME) + len(DIFFERENT) >= 60
    assert len(set(SAME + DIFFERENT)) == len(SAME + DIFFERENT)
