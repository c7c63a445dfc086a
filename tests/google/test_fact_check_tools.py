"""Google's own Python client against the running service: only its base address is changed."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import uvicorn
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from app.api.application import api_over
from app.cli.serving import listening_socket
from app.domain.claim import Claim
from app.domain.claim_review import ClaimReview, Publisher, Rating
from app.domain.review import Decision
from app.services.checks import Bounds, check_claim
from app.services.claim_reviews import keep_claim_review
from app.services.reviews import ReviewDraft, review_check
from app.services.toolbox import Toolbox

TODAY = date(2026, 11, 21)
FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."


@pytest.fixture
def address(toolbox: Toolbox) -> Iterator[str]:
    with listening_socket("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(api_over(toolbox), log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=30)


@pytest.fixture
def claims(address: str) -> Iterator[Any]:
    """The client that Google documents, made from the discovery document in its package."""
    options = {"api_endpoint": address}
    with build("factchecktools", "v1alpha1", developerKey="unused", client_options=options) as service:
        yield service.claims()


def keep_imported(toolbox: Toolbox, number: int) -> None:
    review = ClaimReview(
        id=f"imported-{number}",
        claim=f"Salt number {number} is dear.",
        url=f"https://facts.example/{number}",
        rating=Rating(text="Mostly false"),
        publisher=Publisher(name="Facts", url="https://facts.example"),
        language="en",
        published_at=TODAY - timedelta(days=number),
    )
    with toolbox.database.session() as storage:
        keep_claim_review(review, storage=storage)


def publish(toolbox: Toolbox) -> None:
    claim = Claim(text=FOUNDING_CLAIM, as_of=TODAY, claimant="A reader", claim_date=date(2026, 11, 20))
    check = check_claim(claim, bounds=Bounds(), toolbox=toolbox)
    draft = ReviewDraft(reviewer="Ada", decision=Decision.CONFIRM, url="https://velm.example/mixtral")
    with toolbox.database.session() as storage:
        review_check(check.id, draft, storage=storage, clock=toolbox.clock, publisher=toolbox.publisher)


def test_a_published_check_is_found(toolbox: Toolbox, claims: Any) -> None:
    publish(toolbox)

    [claim] = claims.search(query="Did Google develop Mixtral?", languageCode="en-US").execute()["claims"]

    assert (claim["text"], claim["claimant"], claim["claimDate"]) == (
        FOUNDING_CLAIM,
        "A reader",
        "2026-11-20T00:00:00Z",
    )
    [review] = claim["claimReview"]
    assert review["publisher"] == {"name": "Velm Courier", "site": "checks.velm.example"}
    assert (review["url"], review["textualRating"]) == ("https://velm.example/mixtral", "Not enough evidence")


def test_nothing_found_is_an_empty_object(claims: Any) -> None:
    assert claims.search(query="Mixtral").execute() == {}


def test_imported_reviews_are_paged_with_the_clients_own_next(toolbox: Toolbox, claims: Any) -> None:
    for number in range(5):
        keep_imported(toolbox, number)

    request = claims.search(reviewPublisherSiteFilter="facts.example", maxAgeDays=30, pageSize=2)
    found = []
    while request is not None:
        answer = request.execute()
        found.append([claim["claimReview"][0]["url"][-1] for claim in answer["claims"]])
        request = claims.search_next(request, answer)

    assert found == [["0", "1"], ["2", "3"], ["4"]]


def test_a_refusal_is_understood_by_the_client(claims: Any) -> None:
    with pytest.raises(HttpError) as refused:
        claims.search(languageCode="en").execute()

    assert refused.value.status_code == 400
    assert refused.value.reason == "query is required unless reviewPublisherSiteFilter is given."
