"""Examples shown in the contract; each runs as it stands against a seeded store (tests hold them to that)."""

from datetime import date

from fastapi.openapi.models import Example

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."
SUPPORTED_CLAIM = "Mixtral 8x22B is Mistral's."
UNMENTIONED_CLAIM = "Mixtral 8x22B was trained on 20 trillion tokens."
MAKER_STATEMENT = "Mixtral 8x22B is a sparse mixture-of-experts model that Mistral AI developed and released."
EXAMPLE_DAY = "2024-06-01"


def one(summary: str, value: object) -> dict[str, Example]:
    """Return a lone example under the name that the contract gives it."""
    return {"example": {"summary": summary, "value": value}}


CHECK: dict[str, Example] = {
    "another_maker": Example(summary="A claim that names another maker", value={"claim": FOUNDING_CLAIM}),
    "the_maker": Example(summary="A claim that names the maker in other words", value={"claim": SUPPORTED_CLAIM}),
    "unmentioned": Example(summary="A claim on which nothing is stored", value={"claim": UNMENTIONED_CLAIM}),
    "another_day": Example(
        summary="A claim judged for an earlier day, on reliable sources alone",
        value={
            "claim": FOUNDING_CLAIM,
            "claimant": "A reader",
            "claim_date": "2024-05-30",
            "as_of": EXAMPLE_DAY,
            "max_evidence": 3,
            "min_reliability": 0.8,
        },
    ),
}
REVIEW: dict[str, Example] = {
    "confirm": Example(
        summary="The verdict is right: publish it",
        value={"reviewer": "A. Editor", "decision": "confirm", "note": "Read the announcement."},
    ),
    "override": Example(
        summary="Another verdict is right: publish that one",
        value={
            "reviewer": "A. Editor",
            "decision": "override",
            "verdict": "disputed",
            "note": "The partners' announcements differ.",
            "url": "https://newsroom.example/fact-checks/mixtral",
        },
    ),
    "note": Example(
        summary="A remark", value={"reviewer": "A. Editor", "decision": "note", "note": "Asked the company."}
    ),
}
BATCH = one(
    "Two claims that can be checked and one that cannot",
    {"claims": [{"claim": FOUNDING_CLAIM}, {"claim": SUPPORTED_CLAIM}, {"claim": ""}]},
)
BATCH_LINES = one(
    "Two claims, one a line",
    f'{{"claim": "{FOUNDING_CLAIM}"}}\n{{"claim": "{SUPPORTED_CLAIM}"}}\n',
)
VERIFICATION = one(
    "One statement that contradicts and one that leaves the claim open",
    {"claim": FOUNDING_CLAIM, "statements": [MAKER_STATEMENT, "Mixtral 8x22B speaks five languages."]},
)
ARTICLE = (
    "Mistral AI, a French startup, released Mixtral 8x22B in April. The model has 141 billion parameters and was "
    "published under the Apache 2.0 licence. Google's Mixtral 8x22B demonstrated that sparse models are cheap to run, "
    "according to one newsletter. Will it last?"
)
ARTICLE_DAY = date(2024, 5, 14)
DETECTION = one("Four sentences, eight claims", {"text": ARTICLE, "published_at": ARTICLE_DAY.isoformat()})
DOCUMENT = {
    "text": Example(summary="A short article", value={"text": ARTICLE, "published_at": ARTICLE_DAY.isoformat()}),
    "page": Example(
        summary="The HTML of a page",
        value={
            "html": f"<html><title>Sparse models</title><article><p>{ARTICLE}</p></article></html>",
            "published_at": ARTICLE_DAY.isoformat(),
            "min_reliability": 0.5,
        },
    ),
}
RECHECK = one("For another day", {"as_of": "2026-11-21"})

# Ids of seeds: Mistral AI's announcement of Mixtral 8x22B and its first statement; the repository of Kimi K2, which no
# other example needs, and its first statement. The check is the one that a seeded store starts with.
SOURCE_ID = "90607ed6-7c28-5505-acd3-0377685d1fca"
STATEMENT_ID = "ccf3df83-9d63-5118-914d-91b162d81d2c"
SPARE_SOURCE_ID = "fb2393eb-d2bf-5787-ab28-14bbce86e860"
SPARE_STATEMENT_ID = "0ecf6fde-1e32-5852-91c3-9f40073a93a0"
CHECK_ID = "018fd0a0-0000-7000-8000-000000000001"

SOURCE_IDS = one("Mistral AI's announcement of Mixtral 8x22B", SOURCE_ID)
SPARE_SOURCE_IDS = one("The repository of Kimi K2", SPARE_SOURCE_ID)
STATEMENT_IDS = one("Who developed Mixtral 8x22B", STATEMENT_ID)
SPARE_STATEMENT_IDS = one("How large Kimi K2 is", SPARE_STATEMENT_ID)
DOCUMENT_ID = "018fd0a0-0000-7000-8000-000000000002"
CHECK_IDS = one("The check that a seeded store starts with", CHECK_ID)
REVIEWED_WORDS = one("Words of a claim", "Mixtral developed by Google")
PUBLISHED_IDS = one("The check that a seeded store starts with, once a review has published it", CHECK_ID)
DOCUMENT_IDS = one("The document that a seeded store starts with", DOCUMENT_ID)
SEARCH_WORDS = one("Words on a subject", "who developed Mixtral")

SOURCE = one(
    "A company's own announcement",
    {
        "title": "Example Labs opens a laboratory in Lyon",
        "publisher": "Example Labs",
        "kind": "primary",
        "published_at": "2024-05-02",
        "licence": "CC-BY-4.0",
    },
)
SOURCE_CHANGE = one("Name the author", {"author": "Mistral AI team"})
STATEMENT = one(
    "A number that holds from a day on",
    {
        "text": "Example Labs employs 120 researchers in Lyon.",
        "context": "Example Labs is a company that exists only in this documentation.",
        "valid_from": "2024-05-02",
        "locator": "second paragraph",
    },
)
STATEMENT_CHANGE = one("Say where in the source it stands", {"locator": "first paragraph"})

_LINES = (
    '{"source": {"title": "Example Labs in figures", "publisher": "Example Labs", "kind": "primary", '
    '"url": "https://labs.example/figures", "published_at": "2024-05-02"}, '
    '"statements": [{"text": "Example Labs was founded in 2019."}, '
    '{"text": "Example Labs has offices in Lyon and Turin.", "valid_from": "2023-01-01"}]}\n'
)
_ROWS = (
    "title;publisher;kind;url;text;valid_from\n"
    "Example Labs in figures;Example Labs;primary;https://labs.example/2;Example Labs has 40 patents.;2023-01-01\n"
)
_CLAIM_REVIEW = """\
{"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://facts.example/mixtral",
 "claimReviewed": "Mixtral 8x22B was developed by Google.", "datePublished": "2024-06-02", "inLanguage": "en",
 "author": {"@type": "Organization", "name": "Example Facts", "url": "https://facts.example"},
 "reviewRating": {"@type": "Rating", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "False"}}
"""
_TEXT = "Example Labs opened an office in Turin in 2023. The company said that it hired 30 engineers there.\n"
_PAGE = f"<html><head><title>Turin</title></head><body><article><p>{_TEXT}</p></article></body></html>\n"
TEXT_TITLE = one("Title of a text", "Example Labs in Turin")
PUBLISHER = one("Publisher of a text", "Example Labs")
KIND = one("Its own announcement", "primary")
IMPORTS: dict[str, dict[str, Example]] = {
    "application/x-ndjson": one("One source a line with its statements", _LINES),
    "text/csv": one("One statement a row with its source", _ROWS),
    "text/plain": one("A text, described by the parameters", _TEXT),
    "text/html": one("A page, described by the parameters", _PAGE),
    "application/ld+json": one("Another publisher's review", _CLAIM_REVIEW),
}
IMPORT_FORM = one("The same as a file of a form", {"file": _LINES})
EXPORT_KINDS = one("Every source with its statements", "sources")
