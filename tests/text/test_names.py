import pytest

from app.text.names import name_key, same_name, says_all
from app.text.sentence import Reader


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Lena Marsk of the University of Torvik led it.", ["Dr Lena Marsk", "University of Torvik"]),
        ("Merion sold the mill to Hagebro of Selden.", ["Merion", "Hagebro", "Selden"]),
        ("The Bank of Selden and the Museum of Orsa closed.", ["Bank of Selden", "Museum of Orsa"]),
        ("They met in San Varro del Mar in May.", ["San Varro del Mar"]),
        ("Her novel “The Glass Orchard” sold out.", ["Glass Orchard"]),
        ("Merlin 7B beats Osprey 2 on every test.", ["Merlin 7B", "Osprey 2"]),
        ("The launch by xVarro failed.", ["xVarro"]),
        ("Open Lantern has a clinic in Malby.", ["Open Lantern", "Malby"]),
        ("Prices rose in Torvik on Monday.", ["Torvik"]),
        ("HARBOUR WORKERS END STRIKE IN TORVIK", ["TORVIK"]),
    ],
)
def test_names_are_found_whole(reader: Reader, text: str, names: list[str]) -> None:
    assert [name.span.text for name in reader.read(text).names] == names


@pytest.mark.parametrize(
    ("left", "right"),
    [("Lena Marsk", "Marsk"), ("Merion Group", "Merion"), ("Torvik Rail Authority", "TRA"), ("Thessara", "Thessaran")],
)
def test_a_shorter_form_means_the_same(left: str, right: str) -> None:
    assert 0 < same_name(name_key(left), name_key(right)) < 1


@pytest.mark.parametrize(
    ("left", "right"), [("Osprey 2", "Osprey 3"), ("Lena Marsk", "Jan Marsk"), ("Merion Group", "Selden Group")]
)
def test_names_that_share_only_a_part_are_different(left: str, right: str) -> None:
    assert same_name(name_key(left), name_key(right)) == 0


@pytest.mark.parametrize(
    ("name", "other", "says"),
    [
        ("DeepSeek-V3", "DeepSeek", False),
        ("DeepSeek", "DeepSeek-V3", True),
        ("DeepSeek-V3", "DeepSeek-V3", True),
        ("Mixtral 8x22B", "Mistral AI", False),
        ("Osei-Larbi", "Kwame Osei-Larbi", True),
    ],
)
def test_a_name_with_figures_is_said_only_with_its_figures(name: str, other: str, says: bool) -> None:
    assert says_all(name_key(name), name_key(other)) is says
