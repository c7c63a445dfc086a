import pytest

from app.text.sentences import find_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rose. Then it fell.", ["It rose.", "Then it fell."]),
        ("Dr. Smith of Acme Inc. met the U.S. Senate on Jan. 5. He left.",
         ["Dr. Smith of Acme Inc. met the U.S. Senate on Jan. 5.", "He left."]),
        ("It cost $3.5 bn [4]. Why?", ["It cost $3.5 bn [4].", "Why?"]),
        ("A headline\nThe text. ", ["A headline", "The text."]),
        ("• First point\n2. Second point", ["First point", "Second point"]),
        ("🚀 It flew.\r\n\r\n  It fell.", ["🚀 It flew.", "It fell."]),
        ("", []), (" \n\t", []),
    ],
)  # fmt: skip
def test_sentences_are_found_with_their_offsets(text: str, sentences: list[str]) -> None:
    found = find_sentences(text)

    assert [span.text for span in found] == sentences
    assert [text[span.start : span.end] for span in found] == sentences
