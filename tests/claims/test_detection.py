from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.claims.detection import ReadingDetector
from app.claims.drafts import Replacement, as_sentence, render
from app.domain.document import ClaimKind, DetectedClaim

DAY = date(2024, 5, 14)
KINDS = {kind.value[0].upper() if kind is not ClaimKind.QUOTATION else "U": kind for kind in ClaimKind}


def texts(claims: tuple[DetectedClaim, ...]) -> list[str]:
    return [claim.text for claim in claims]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The port closed in 2019.", ["The port closed in 2019."]),
        ("Rain delayed sowing and rotted seed.", ["Rain delayed sowing.", "Rain rotted seed."]),
        ("The firm will sell A and close B.", ["The firm will sell A.", "The firm will close B."]),
        ("Konkola was founded in 1922 and sold in 1969.",
         ["Konkola was founded in 1922.", "Konkola was sold in 1969."]),
        ("Velm built and tested the pumps.", ["Velm built and tested the pumps."]),
        ("In 2018 the river was dry and cost Velm 5 million euros.",
         ["In 2018 the river was dry.", "In 2018 the river cost Velm 5 million euros."]),
        ("If rain comes, the dam will burst and Malby will flood.",
         ["If rain comes, the dam will burst and Malby will flood."]),
        ("The bank raised its rate after the regulator changed the rules.",
         ["The bank raised its rate after the regulator changed the rules.", "The regulator changed the rules."]),
        ("The dam, which supplies Malby with water, was completed in 1968.",
         ["The dam was completed in 1968.", "The dam supplies Malby with water."]),
        ("Crowe, a former accountant, stole £1.4m.", ["Crowe stole £1.4m.", "Crowe is a former accountant."]),
        ("Google's Mixtral 8x22B showed that sparse models work.",
         ["Google's Mixtral 8x22B showed that sparse models work.",
          "Mixtral 8x22B is Google's.", "Sparse models work."]),
    ],
)  # fmt: skip
def test_a_sentence_is_parted_into_claims_that_stand_alone(
    detector: ReadingDetector, text: str, claims: list[str]
) -> None:
    assert sorted(texts(detector.detect(text))) == sorted(claims)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Norrail runs trains. It carried 48,000 passengers.", "Norrail carried 48,000 passengers."),
        ("Ada Rehn wrote it. Born in Malmö, she left school and worked on ships.", "Ada Rehn worked on ships."),
        ("Ilse Verhoeven won. She ran 49.31 seconds.", "Ilse Verhoeven ran 49.31 seconds."),
        ("Novarin, a drugmaker, tested it. The company plans a factory.", "Novarin plans a factory."),
        ("The Port of Velm grew, and it opened a quay.", "The Port of Velm opened a quay."),
        ("The Conservatives lost 12 seats and their leader stepped down.", "The Conservatives' leader stepped down."),
    ],
)
def test_words_that_stand_for_others_are_named_and_shown(detector: ReadingDetector, text: str, claim: str) -> None:
    [found] = [one for one in detector.detect(text) if one.text == claim]

    assert found.resolutions
    assert found.unresolved == ()


def test_one_person_is_never_taken_for_several(detector: ReadingDetector) -> None:
    found = texts(detector.detect("Neil Crowe fled. Prosecutors allege that his wife knew."))

    assert not [text for text in found if "Prosecutors' wife" in text]


@pytest.mark.parametrize("text", ["It was sold in 2004.", "He denied it.", "That is 200 fewer than in 2011."])
def test_what_cannot_be_named_is_said_and_not_checked(detector: ReadingDetector, text: str) -> None:
    [claim] = detector.detect(text)

    assert claim.unresolved[0].text == text.split()[0]
    assert not claim.is_checkable


def test_a_pronoun_that_two_people_may_be_meant_by_stays_unnamed(detector: ReadingDetector) -> None:
    claims = detector.detect("Officials met Ann Wells and Sue Brand in Malby. She resigned.")

    assert claims[-1].text == "She resigned."
    assert claims[-1].unresolved


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The rate stood at 4 percent.", "F"), ("The rate will fall.", "P"), ("Velm plans to buy two ships.", "P"),
        ("Rain may come on Friday.", "P"), ("The novel is dreadful.", "O"), ("I think the plan failed.", "O"),
        ("Ministers should resign.", "O"), ("Will the quay survive?", "Q"), ("Why did they leave?", "Q"),
        ('"The cranes are from 1974," Brekke said.', "U"), ("Brekke said that prices rose.", "A"),
        ("According to the filing, Velm lost $2bn.", "A"), ("Prices rose, the agency reported.", "A"),
    ],
)  # fmt: skip
def test_each_claim_has_its_kind(detector: ReadingDetector, text: str, kind: str) -> None:
    assert detector.detect(text)[0].kind is KINDS[kind]


@pytest.mark.parametrize(
    ("text", "claimant", "attribution", "content"),
    [
        ("Brekke said that prices rose.", "Brekke", "Brekke said that prices rose.", "Prices rose."),
        ("Prices rose in May, the agency reported.", "the agency",
         "The agency reported that prices rose in May 2024.", "Prices rose in May 2024."),
        ("According to the filing, Velm lost $2bn.", "the filing",
         "According to the filing, Velm lost $2bn.", "Velm lost $2bn."),
        ("Velm lost $2bn, according to the filing.", "the filing",
         "According to the filing, Velm lost $2bn.", "Velm lost $2bn."),
        ('"The cranes are from 1974," Brekke said.', "Brekke",
         '"The cranes are from 1974," Brekke said.', "The cranes are from 1974."),
    ],
)  # fmt: skip
def test_reported_speech_asks_whether_it_was_said_and_whether_it_is_so(
    detector: ReadingDetector, text: str, claimant: str, attribution: str, content: str
) -> None:
    asked, told = detector.detect(text, published_at=DAY)

    assert (asked.text, asked.claimant, told.text, told.claimant) == (attribution, claimant, content, claimant)
    assert asked.said is not None
    assert asked.text[asked.said.start : asked.said.end] == asked.said.text
    assert asked.said.text.rstrip(".").lower() == content.rstrip(".").lower()


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Halcyon paid $80 billion per year for chips.", {None}),
        ("Orsa charges $2 per 1,000 tokens, twice as much as Velm.", {None}),
        ("The plant makes 40 cars per hour.", {None}),
        ("Per the filing, Halcyon lost $2bn.", {"the filing"}),
        ("Halcyon lost $2bn, per court filings.", {"court filings"}),
        ("Halcyon lost $2bn, per Reuters.", {"Reuters"}),
    ],
)
def test_per_names_a_source_and_not_a_unit(detector: ReadingDetector, text: str, claimants: set[str | None]) -> None:
    assert {claim.claimant for claim in detector.detect(text)} == claimants


def test_what_a_speaker_denies_is_not_laid_in_their_mouth(detector: ReadingDetector) -> None:
    denial, content = detector.detect("The ministry denied that the licence had been sold.")

    assert (denial.kind, denial.claimant, denial.said) == (ClaimKind.ATTRIBUTION, "The ministry", None)
    assert (content.text, content.claimant) == ("The licence had been sold.", None)


def test_footnotes_are_attributions_to_what_they_refer_to(detector: ReadingDetector) -> None:
    text = "Halcyon lost $3.1 billion in 2024 [1]. It sold a studio.\n\n[1] Financial Ledger, 3 February 2025"

    attribution, content, other = detector.detect(text)

    assert attribution.text == "According to the Financial Ledger, Halcyon lost $3.1 billion in 2024."
    assert attribution.claimant == content.claimant == "the Financial Ledger"
    assert content.text == "Halcyon lost $3.1 billion in 2024."
    assert (other.text, other.claimant) == ("Halcyon sold a studio.", None)


def test_a_footnote_that_refers_to_nothing_leaves_the_claim_to_the_writer(detector: ReadingDetector) -> None:
    [claim] = detector.detect("Halcyon lost $3.1 billion [7].")

    assert (claim.text, claim.claimant, claim.kind) == ("Halcyon lost $3.1 billion.", None, ClaimKind.FACTUAL)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("last year", "in 2023"), ("in March", "in March 2024"), ("in June", "in June 2023"),
        ("yesterday", "on 13 May 2024"),
        ("on Monday", "on Monday, 13 May 2024"), ("two years ago", "in 2022"), ("since last year", "since 2023"),
        ("this week", "this week"), ("in 1999", "in 1999"),
    ],
)  # fmt: skip
def test_dates_count_from_the_day_of_publication(detector: ReadingDetector, words: str, said: str) -> None:
    [claim] = detector.detect(f"Velm closed the quay {words}.", published_at=DAY)

    assert claim.text == f"Velm closed the quay {said}."
    assert bool(claim.dates) is (words != "in 1999")


def test_without_a_day_of_publication_dates_stay_as_they_are(detector: ReadingDetector) -> None:
    [claim] = detector.detect("Velm closed the quay last year.")

    assert claim.text == "Velm closed the quay last year."


@pytest.mark.parametrize(
    "text", ["", "  \n ", "What a race!", "Please send comments.", "The Year In Numbers", "Photo: Jo Pryce", "1. 2. 3."]
)
def test_what_asserts_nothing_holds_no_claim(detector: ReadingDetector, text: str) -> None:
    assert detector.detect(text) == ()


def test_small_talk_is_less_worth_checking_than_figures(detector: ReadingDetector) -> None:
    figures, talk = detector.detect("Turnout fell to 63.8 percent in 2024. We had a lovely evening.")

    assert figures.check_worthiness > 0.8 > 0.3 > talk.check_worthiness


def rendered(text: str, claim: DetectedClaim) -> str:
    replacements = [Replacement(r.span.start, r.span.end, r.replaced_by) for r in claim.resolutions]
    return as_sentence(render(text, claim.span.start, claim.span.end, replacements))


WORDS = st.sampled_from(
    "The port grew and it , which Brekke said that ( \" ” 🚀 [4] in 2019 last year ; Velm's Google’s A. . ? \n — if"
    " will is according to 5 % its".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_the_text_spans_are_its_words_and_resolutions_make_the_claim(
    detector: ReadingDetector, text: str
) -> None:
    for claim in detector.detect(text, published_at=DAY):
        spans = [claim.span, claim.sentence, *claim.unresolved, *(day.span for day in claim.dates)]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end
        assert rendered(text, claim).casefold() == claim.text.casefold()
        assert 0 <= claim.check_worthiness <= 1


def test_speech_in_a_second_clause_is_an_attribution_too(detector: ReadingDetector) -> None:
    claims = detector.detect("The mayor resigned, and the council said that prices had risen.")

    assert [(claim.kind, claim.text, claim.claimant) for claim in claims] == [
        (ClaimKind.FACTUAL, "The mayor resigned.", None),
        (ClaimKind.ATTRIBUTION, "The council said that prices had risen.", "the council"),
        (ClaimKind.FACTUAL, "Prices had risen.", "the council"),
    ]


def test_a_claim_that_points_elsewhere_at_its_end_is_not_checked(detector: ReadingDetector) -> None:
    [claim] = detector.detect("Velm has none of these.")

    assert [span.text for span in claim.unresolved] == ["these"]
