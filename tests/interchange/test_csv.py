import io
from datetime import date

import pytest

from app.domain.errors import UnreadableFileError
from app.domain.source import SourceKind
from app.interchange.csv_cells import guarded, unguarded
from app.interchange.csv_import import read_csv
from app.interchange.import_items import ImportLine, SourceItem, StatementItem

HEADER = "title,publisher,kind,url,text,valid_from\n"
ROW = "Yearbook,Port of Velm,primary,https://velm.example/1,Twelve ships came.,2024-01-01\n"


def read(sent: str | bytes) -> list[ImportLine]:
    return list(read_csv(io.BytesIO(sent.encode() if isinstance(sent, str) else sent)))


def texts(sent: str | bytes) -> list[str]:
    """Return the text of each row's statement, or what is wrong with the row."""
    return [told(line) for line in read(sent)]


def told(line: ImportLine) -> str:
    if isinstance(line.item, SourceItem | StatementItem):
        return " ".join(statement.text for statement in line.item.statements)
    return f"{line.number}: " + "; ".join(f"{one.field} {one.message}".strip() for one in line.problems)


def test_a_row_is_a_statement_with_its_source() -> None:
    [line] = read(HEADER + ROW)

    assert line.number == 2
    assert isinstance(line.item, SourceItem)
    assert (line.item.source.title, line.item.source.kind, line.item.source.reliability) == (
        "Yearbook",
        SourceKind.PRIMARY,
        0.95,
    )
    [statement] = line.item.statements
    assert (statement.text, statement.valid_from) == ("Twelve ships came.", date(2024, 1, 1))


@pytest.mark.parametrize(
    "sent",
    [
        HEADER + ROW,
        (HEADER + ROW).replace("\n", "\r\n"),
        (HEADER + ROW).replace("\n", "\r"),
        "\n\n" + HEADER + "\n,,,,,\n" + ROW + "\n",
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "\t"),
        "sep=;\r\n" + (HEADER + ROW).replace(",", ";"),
        '"sep=|"\n' + (HEADER + ROW).replace(",", "|"),
        b"\xef\xbb\xbf" + (HEADER + ROW).encode(),
        (HEADER + ROW).replace(",", "\t").encode("utf-16"),
        b"\xfe\xff" + (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).replace("title,", '"Title",').replace("valid_from", "Valid from"),
        (HEADER + ROW).rstrip("\n"),
        HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"),
        (HEADER + ROW).replace("2024-01-01", "01.01.2024"),
        (HEADER + ROW).replace("2024-01-01", "1.1.2024"),
        (HEADER + ROW).replace("2024-01-01", "2024-01-01 00:00:00"),
        (HEADER + ROW).replace("primary", "Primary "),
        (HEADER + ROW).replace("Twelve ships came.", '"Twelve\r\n ships came."'),
    ],
)
def test_what_spreadsheets_write_is_read_alike(sent: str | bytes) -> None:
    [line] = read(sent)

    assert isinstance(line.item, SourceItem), line.problems
    [statement] = line.item.statements
    assert (line.item.source.url, statement.text) == ("https://velm.example/1", "Twelve ships came.")
    assert statement.valid_from == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Café in Zürich – “closed” for 5 €."),
        ("utf-8", "Кафе закрыто; 50\u202f% of it."),
        ("utf-8-sig", "咖啡馆关门了"),
        ("utf-16", "Zürich “closed”"),
    ],
)
def test_letters_of_every_encoding_that_spreadsheets_write_are_read(encoding: str, text: str) -> None:
    assert texts((HEADER + ROW).replace("Twelve ships came.", text).encode(encoding)) == [text]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('A,B,primary,,"Never closed,\n' + ROW, ["2: a quote is opened and never closed.", "Twelve ships came."]),
        ('A,B,primary,,"One" two,\n' + ROW, ["2: a quote stands inside a quoted cell; write it twice.", "Twelve"]),
        (ROW + 'A,B,primary,,"Cut off', ["Twelve ships came.", "3: a quote is opened and never closed."]),
        (ROW + "A,B,primary,,Cut off", ["Twelve ships came.", "3: has 5 cells where the first row names 6 columns"]),
        ("A,B,primary,,One, two,2024-01-01\n" + ROW, ["2: has 7 cells where the first row names 6 columns", "Twelve"]),
        ("A,B,primary,,One,,more\n" + ROW, ["2: has 7 cells", "Twelve"]),
        ('A,B,primary,,"One, ""two""",\n' + ROW, ['One, "two"', "Twelve"]),
        ("A,B,rumour,,One,\n" + ROW, ["2: kind must be one of primary", "Twelve"]),
        ("A,,primary,,One,\n" + ROW, ["2: publisher is missing", "Twelve"]),
        ("A,B,primary,ftp://x,One,\n" + ROW, ["2: url must be a web address", "Twelve"]),
        ("A,B,primary,,One,2024-02-30\n" + ROW, ["2: valid_from names no day", "Twelve"]),
        ("A,B,primary,,One,30.2.2024\n" + ROW, ["2: valid_from names no day of the calendar: 2024-02-30.", "Twelve"]),
        ("A,B,primary,,One,4/5/2024\n" + ROW, ["2: valid_from must be a day written as YYYY-MM-DD", "Twelve"]),
        (",,,,One,\n" + ROW, ["2: names no source", "Twelve"]),
        (",,,https://x.example,,\n" + ROW, ["2: text is missing", "Twelve"]),
        ("A,B,primary,,,2024-01-01\n" + ROW, ["2: text is missing", "Twelve"]),
        ("A,B,primary,,One\0two,\n" + ROW, ["2: text holds U+0000", "Twelve"]),
        ("A,B,primary,," + "x" * 2_001 + ",\n" + ROW, ["2: text is 2,001 characters long", "Twelve"]),
        (ROW.replace("Twelve", "\n".join(['"'] + ["x"] * 300)) + ROW, ["2: a quote is opened", "3: has 1 cells"]),
    ],
)
def test_a_broken_row_fails_alone_and_says_why(rows: str, expected: list[str]) -> None:
    found = texts(HEADER + rows)

    assert len(found) >= len(expected)
    for shown, wanted in zip(found, expected, strict=False):
        assert shown.startswith(wanted)
    assert found[-1].startswith("Twelve") or found[-1].startswith("3:")


def test_a_row_in_another_encoding_among_rows_of_utf_8_is_read() -> None:
    sent = (HEADER + ROW.replace("Twelve", "Zwölf")).encode() + ROW.replace("Twelve", "Zwölf").encode("cp1252")

    assert texts(sent) == ["Zwölf ships came."] * 2


def test_a_row_that_is_no_text_fails_alone() -> None:
    sent = HEADER.encode() + b"A,B,primary,,\x81\x8d\xff,\n" + ROW.encode()

    assert texts(sent) == ["2: is neither UTF-8 nor Windows-1252; save the file as UTF-8.", "Twelve ships came."]


def test_a_line_without_end_fails_alone() -> None:
    found = texts(HEADER + "x" * 17_000_000 + "\n" + ROW)

    assert found == ["2: is longer than 16 MiB; spread it over several lines.", "Twelve ships came."]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("", "must name the columns"),
        ("\n \n", "must name the columns"),
        ("Yearbook,Port of Velm\n", "'yearbook' is none. Use source_id, title"),
        ("title,publisher,kind,notes\n", "'notes' is none"),
        ("publisher,kind\n", "neither text nor title is there"),
        ("text,title,text\n", "'text' is there twice"),
        ("text,te\0xt\n", "is none"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "first line|must name the columns"),
        ('"text,title\nx,y', "The first line a quote is opened"),
    ],
)
def test_a_file_without_columns_is_refused_as_a_whole(sent: str | bytes, told: str) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        read(sent)


def test_rows_may_name_a_kept_source_instead_of_describing_it() -> None:
    by_id, by_url = read("source_id,url,text\nyearbook,,One.\n,https://velm.example,Two.\n")

    assert isinstance(by_id.item, StatementItem)
    assert isinstance(by_url.item, StatementItem)
    assert (by_id.item.source, by_url.item.source) == ("yearbook", "https://velm.example")


@pytest.mark.parametrize(("cell", "reliability"), [("0.5", 0.5), ("0,5", 0.5), ("1", 1.0), ("0", 0.0)])
def test_numbers_may_have_a_comma(cell: str, reliability: float) -> None:
    [line] = read(f"title;publisher;kind;reliability\nA;B;primary;{cell}\n")

    assert isinstance(line.item, SourceItem)
    assert line.item.source.reliability == reliability


@pytest.mark.parametrize("cell", ["half", "1e9", "5%", "1,000.5", "-1"])
def test_what_is_no_number_is_told(cell: str) -> None:
    assert "2: reliability must be a number" in texts(f"title;publisher;kind;reliability\nA;B;primary;{cell}\n")[0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-5 degrees", "@all", "'", "'Twas", "'=1", "''", "plain", "a=b", "'-", "5 - 4", "“=”"]
)
def test_a_text_is_never_a_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = guarded(text)

    assert cell[0] not in "=+-@"
    assert unguarded(cell) == text
