import json

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_the_first_example_runs_in_swagger_ui_and_shows_the_deciding_words(visit: Visit) -> None:
    page = visit.open("/docs")
    operation = page.locator("#operations-checks-check_claim")
    operation.locator(".opblock-summary").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table .response").first
    expect(answer.locator(".response-col_status")).to_contain_text("201")
    check = json.loads(answer.locator(".highlight-code code").first.inner_text())

    assert check["claim"] == "Mixtral 8x22B was developed by Google."
    assert check["verdict"] == "contradicted"
    evidence = check["contradicting"][0]
    [reason] = [reason for reason in evidence["reasons"] if reason["facet"] == "actor"]
    assert (reason["claim_span"]["text"], reason["statement_span"]["text"]) == ("Google", "Mistral AI")
    assert evidence["source"]["publisher"] == "Mistral AI"
    assert (visit.elsewhere, visit.errors) == ([], [])


def test_redoc_shows_the_contract_from_the_service_alone(visit: Visit) -> None:
    page = visit.open("/redoc")

    expect(page.get_by_role("heading", name="Check a claim").first).to_be_visible(timeout=30_000)
    assert (visit.elsewhere, visit.errors) == ([], [])


def test_the_landing_page_checks_a_claim_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    claim = page.get_by_label("Claim", exact=True)
    claim.fill("🚀 Mixtral 8x22B was developed by Google.")
    claim.press("Tab")
    page.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")

    answer = page.get_by_role("region", name="Answer")
    expect(answer.get_by_role("heading", level=2)).to_contain_text("contradicted")
    expect(answer.locator(".claim mark").filter(has_text="Google")).to_have_text("Google")
    expect(answer.locator("blockquote mark").filter(has_text="Mistral AI").first).to_have_text("Mistral AI")
    assert (visit.elsewhere, visit.errors) == ([], [])


def test_the_landing_page_shows_what_is_wrong_with_a_claim(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Claim", exact=True).fill("two\nlines")
    page.get_by_role("button", name="Check").click()

    answer = page.get_by_role("region", name="Answer")
    expect(answer).to_contain_text("control character U+000A")


def test_every_link_of_the_landing_page_leads_somewhere(visit: Visit) -> None:
    page = visit.open("/")
    targets = [link.get_attribute("href") or "" for link in page.get_by_role("link").all()]

    assert set(targets) == {"/docs", "/redoc", "/openapi.json"}
    for target in targets:
        answer = page.request.get(visit.address + target)
        assert answer.ok
