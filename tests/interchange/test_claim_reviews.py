import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.domain.claim_review import ClaimReview
from app.domain.errors import UnreadableFileError
from app.interchange.claim_reviews import read_claim_reviews
from app.interchange.import_items import ClaimReviewItem, ImportLine, UnreadItem

CORPUS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "broken_claim_reviews.yaml").read_text(encoding="utf-8")
)
REVIEW = (
    '{"@type": "ClaimReview", "url": "https://facts.example/%s", "claimReviewed": "Velm drowned %s times.", '
    '"author": {"name": "Facts"}, "reviewRating": {"alternateName": "False"}}'
)


def lines_of(text: str | bytes) -> list[ImportLine]:
    return list(read_claim_reviews(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def sent(case: dict[str, Any]) -> str:
    if "generate" in case:
        return (REVIEW % (1, 1)).replace("Velm", "Velm" + "x" * (case["generate"]["claim_length"] - 4))
    return str(case["text"])


def outcome_of(line: ImportLine) -> str:
    if isinstance(line.item, UnreadItem):
        return "quarantined"
    assert isinstance(line.item, ClaimReviewItem)
    return "normalised" if line.item.review.notes else "accepted"


def field_of(review: ClaimReview, path: str) -> Any:
    value: Any = review
    for name in path.split("."):
        value = getattr(value, name)
    return list(value) if isinstance(value, tuple) else value


def reviews_of(text: str | bytes) -> list[ClaimReview]:
    return [line.item.review for line in lines_of(text) if isinstance(line.item, ClaimReviewItem)]


def test_the_corpus_is_large_and_of_every_outcome() -> None:
    outcomes = [case["outcome"] for case in CORPUS]

    assert len(CORPUS) >= 60
    assert len({case["name"] for case in CORPUS}) == len(CORPUS)
    assert min(outcomes.count(outcome) for outcome in ("accepted", "normalised", "quarantined")) >= 15


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["name"].replace(" ", "-"))
def test_every_broken_item_is_accepted_normalised_or_quarantined_with_a_reason(case: dict[str, Any]) -> None:
    [line] = lines_of(sent(case))

    assert outcome_of(line) == case["outcome"], line
    if isinstance(line.item, UnreadItem):
        assert case["reason"] in line.item.reason
        assert line.item.original.strip()
        return
    assert isinstance(line.item, ClaimReviewItem)
    review = line.item.review
    assert {path: field_of(review, path) for path in case["review"]} == case["review"]
    assert any(case.get("note", "") in note for note in review.notes) or not review.notes
    assert review.original


def test_no_item_of_a_feed_of_all_of_them_is_lost() -> None:
    whole = [case for case in CORPUS if case["name"].startswith(("a ", "the ")) and "page" not in case["name"]]
    elements = [sent(case).strip() for case in whole if sent(case).startswith("{") and "feed" not in case["name"]]
    broken = [text for text in elements if text.startswith("{")]
    feed = '{"@type": "DataFeed", "dataFeedElement": [' + ",\n".join(broken) + "]}"

    assert len(broken) > 20
    assert len(lines_of(feed)) == len(broken)


@pytest.mark.parametrize("separator", ["\n", "\n\n", " ", ";\n"])
def test_reviews_one_after_the_other_are_read_one_by_one(separator: str) -> None:
    assert len(reviews_of(separator.join(REVIEW % (number, number) for number in range(3)))) == 3


def test_a_broken_element_of_a_feed_costs_no_other() -> None:
    items = ['{"@type": "DataFeedItem", "item": [%s]}' % (REVIEW % (n, n)) for n in range(4)]
    items[1] = items[1].replace('"False"', "False False")
    items[2] = items[2].replace('"name": "Facts"', '"name": "Facts",,')

    lines = lines_of('{"@type": "DataFeed", "dataFeedElement": [' + ", ".join(items) + "]}")

    claims = [line.item.review.claim for line in lines if isinstance(line.item, ClaimReviewItem)]
    assert len(lines) >= 3
    assert {claims[0], claims[-1]} == {"Velm drowned 0 times.", "Velm drowned 3 times."}
    kept = " ".join(line.item.original for line in lines if isinstance(line.item, UnreadItem)) + " ".join(claims)
    assert all(f"Velm drowned {number} times." in kept for number in range(4))


def test_a_page_with_several_scripts_gives_every_review() -> None:
    scripts = [
        REVIEW % (1, 1),
        '{"@type": "Organization"}',
        "nonsense",
        "[" + REVIEW % (2, 2) + "]",
        "{broken ClaimReview",
    ]
    page = "<!DOCTYPE html><html>" + "".join(
        f'<script type="application/ld+json">{script}</script>' for script in scripts
    )

    outcomes = [outcome_of(line) for line in lines_of(page)]

    assert outcomes == ["accepted", "accepted", "quarantined"]


def test_scripts_of_other_types_are_left_alone() -> None:
    page = f"<html><script>{REVIEW % (1, 1)}</script></html>"

    with pytest.raises(UnreadableFileError, match="holds no ClaimReview"):
        lines_of(page)


@pytest.mark.parametrize("text", ["<html></html>", "<", "<p>ClaimReview"])
def test_a_page_without_a_review_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFileError, match="holds no ClaimReview"):
        lines_of(text)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_nothing_at_all_is_quarantined_as_nothing(text: str) -> None:
    [line] = lines_of(text)

    assert isinstance(line.item, UnreadItem)
    assert line.item.reason == "is empty."


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + REVIEW % (1, 1)).encode(),
        (REVIEW % (1, 1)).replace("Velm", "Vélm").encode("utf-8"),
        (REVIEW % (1, 1)).replace("Velm drowned", "L’été à Vélm était très chaud près de la forêt").encode("cp1252"),
    ],
)
def test_files_are_read_in_the_encoding_they_have(content: bytes) -> None:
    [review] = reviews_of(content)

    assert "V" in review.claim
    assert "�" not in review.claim


def test_a_review_read_again_has_the_same_id_and_another_claim_another() -> None:
    [first], [again], [other] = (reviews_of(REVIEW % (1, number)) for number in (1, 1, 2))

    assert first == again
    assert first.id != other.id


def test_text_nested_too_deeply_is_quarantined() -> None:
    deep = "[" * 5_000 + REVIEW % (1, 1) + "]" * 5_000

    assert outcome_of(lines_of(deep)[0]) == "quarantined"
