import pytest

from app.text.wording import wording_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mixtral is Mistral's.", "mixtral is mistral’s"),
        ("  Mixtral \t is  open. ", "Mixtral is open"),
        ("“Mixtral is open.”", '"Mixtral is open."'),
        ("The years 2019–2021 were good.", "The years 2019-2021 were good"),
        ("It costs ５ euros", "It costs 5 euros!"),
    ],
)
def test_one_wording_has_one_key(one: str, other: str) -> None:
    assert wording_key(one) == wording_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mixtral is open.", "Mixtral is open?"),
        ("It fell by -5 %", "It fell by 5 %"),
        ("It costs $5", "It costs €5"),
        ("GPT-4 is open", "GPT-4o is open"),
        ("Mixtral is open", "Mixtral is not open"),
        ("Version 2.1 is out", "Version 21 is out"),
    ],
)
def test_what_says_something_else_has_another_key(one: str, other: str) -> None:
    assert wording_key(one) != wording_key(other)
