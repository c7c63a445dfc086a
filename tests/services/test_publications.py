import io
from datetime import date

import pytest

from app.claims.detection import ReadingDetector
from app.domain.errors import InvalidInputError, UnreadableFileError
from app.domain.source import SourceKind
from app.domain.statement import Modality, Statement
from app.interchange.import_items import ImportLine, SourceItem
from app.services.publications import MAX_PUBLICATION_BYTES, Publication, read_html, read_text
from app.text.sentence import Reader

PORT = Publication(title="Yearbook", publisher="Port of Velm", kind=SourceKind.PRIMARY, published_at=date(2024, 4, 17))
TEXT = """\
Velm in figures

Mistral AI released Mixtral in 2024. The company employs 40 people, and Bren Harbour closed.
Who counted them?

Bren Harbour will reopen in 2026. The harbour master said that nobody was hurt.
"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Velm in figures</title>
<meta property="article:published_time" content="2024-04-17"></head>
<body><nav><a href="/">Home</a> <a href="/about">About us and our friends</a></nav><article><h1>Velm in figures</h1>
<p>Velm Harbour handled <b>12&nbsp;ships</b> in 2023. Bren Harbour closed in 2022 after a long and costly quarrel.</p>
<p>The port of Velm lies on the river Dal, which the town of Velm dredged in 2019 for the last time.</p>
</article><footer>All rights reserved by the port.</footer><script>alert("12 ships")</script></body></html>"""


@pytest.fixture(scope="module")
def detector() -> ReadingDetector:
    return ReadingDetector(Reader.load())


def statements(lines: list[ImportLine]) -> list[Statement]:
    return [statement for line in lines if isinstance(line.item, SourceItem) for statement in line.item.statements]


def texts(sent: str | bytes, detector: ReadingDetector) -> list[str]:
    file = io.BytesIO(sent.encode() if isinstance(sent, str) else sent)
    return [one.text for one in statements(list(read_text(file, PORT, detector)))]


def test_each_sentence_that_asserts_something_is_a_statement_with_its_place(detector: ReadingDetector) -> None:
    found = statements(list(read_text(io.BytesIO(TEXT.encode()), PORT, detector)))

    assert [(one.text, one.locator) for one in found] == [
        ("Mistral AI released Mixtral in 2024.", "paragraph 2, sentence 1"),
        ("The company employs 40 people, and Bren Harbour closed.", "paragraph 2, sentence 2"),
        ("Bren Harbour will reopen in 2026.", "paragraph 4, sentence 1"),
        ("The harbour master said that nobody was hurt.", "paragraph 4, sentence 2"),
    ]


def test_a_statement_says_how_firm_it_is_and_what_it_points_back_to(detector: ReadingDetector) -> None:
    first, second, third, last = statements(list(read_text(io.BytesIO(TEXT.encode()), PORT, detector)))

    assert (first.modality, first.context) == (Modality.ASSERTED, None)
    assert second.context == "“The company” is Mistral AI."
    assert third.modality is Modality.PREDICTED
    assert (last.modality, last.attributed_to) == (Modality.REPORTED, "The harbour master")


def test_a_sentence_that_points_to_nothing_named_is_told_and_not_kept(detector: ReadingDetector) -> None:
    [line] = read_text(io.BytesIO(b"They closed it in 2019."), PORT, detector)

    assert line.item is None
    assert "refers to something that the text does not name" in line.problems[0].message


def test_a_page_is_read_without_its_menus_and_scripts(detector: ReadingDetector) -> None:
    described = Publication(publisher="Port of Velm", kind=SourceKind.PRIMARY, url="https://velm.example/1")

    lines = list(read_html(io.BytesIO(PAGE.encode()), described, detector))

    assert next(one.text for one in statements(lines)) == "Velm Harbour handled 12 ships in 2023."
    assert not any("Home" in one.text or "reserved" in one.text or "alert" in one.text for one in statements(lines))
    [source] = {line.item.source for line in lines if isinstance(line.item, SourceItem)}
    assert (source.title, source.published_at) == ("Velm in figures", date(2024, 4, 17))


@pytest.mark.parametrize(
    "sent",
    [
        "Velm Harbour handled twelve large ships\nin the year 2023. Bren Harbour closed in 2022.",
        "Velm Harbour handled twelve large ships in the\r\nyear 2023.\r\nBren Harbour closed in 2022.",
        "\ufeffVelm Harbour handled twelve large ships in the year 2023. Bren Harbour closed in 2022.",
        "Velm Harbour handled twelve large ships in the year 2023. Bren Harbour closed in 2022.".encode("utf-16"),
        "Velm Harbour handled twelve large ships in the year 2023. \n- Bren Harbour closed in 2022.",
        "Velm Harbour handled twelve large ships in the year 2023. Bren Harbour closed in 2022.\n"
        "Bren Harbour closed in 2022.",
    ],
)
def test_line_breaks_marks_and_repetitions_make_no_difference(sent: str | bytes, detector: ReadingDetector) -> None:
    if isinstance(sent, str) and "ships\nin" in sent:
        sent = sent.replace("ships\nin", "ships of Bren\nin")
    found = [text.replace(" of Bren", "") for text in texts(sent, detector)]

    assert found == ["Velm Harbour handled twelve large ships in the year 2023.", "Bren Harbour closed in 2022."]


def test_letters_of_older_encodings_are_read(detector: ReadingDetector) -> None:
    assert texts("The café of Velm closed in 2022.".encode("cp1252"), detector) == ["The café of Velm closed in 2022."]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"", "asserts anything"),
        (b"Is it so?", "asserts anything"),
        (b"x" * (MAX_PUBLICATION_BYTES + 1), "larger than 2 MiB"),
        (b"\x81\x8d\xff\xfe", "neither UTF-8"),
    ],
)
def test_a_text_without_assertions_is_refused(sent: bytes, told: str, detector: ReadingDetector) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        list(read_text(io.BytesIO(sent), PORT, detector))


@pytest.mark.parametrize("sent", [b"", b"<html><body></body></html>", b"<nav></nav>"])
def test_a_page_without_an_article_is_refused(sent: bytes, detector: ReadingDetector) -> None:
    with pytest.raises(UnreadableFileError, match="No article"):
        list(read_html(io.BytesIO(sent), PORT, detector))


def test_a_text_must_be_described(detector: ReadingDetector) -> None:
    with pytest.raises(InvalidInputError) as refused:
        list(read_text(io.BytesIO(TEXT.encode()), Publication(title="Yearbook", url="ftp://x"), detector))

    assert [one.field for one in refused.value.problems] == ["url", "publisher", "kind"]
