from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.evidence import Span
from app.text.pages import Whereabouts, read_page
from app.text.sentences import find_sentences

ARTICLE = "The port of Velm handled twelve million tonnes of cargo in 2023. It closed a quay in the spring of 2024."


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def test_the_article_is_told_from_what_stands_around_it() -> None:
    read = read_page(page(f"<nav><a href='/'>Home</a></nav><article><p>{ARTICLE}</p></article><footer>(c)</footer>"))

    assert read is not None
    assert read.text == ARTICLE


def test_a_bare_article_without_a_page_around_it_is_read_too() -> None:
    read = read_page(f"<p>{ARTICLE}</p>")

    assert read is not None
    assert read.text == ARTICLE


def test_title_and_day_are_those_that_the_page_states() -> None:
    head = '<title>Velm grows</title><meta property="article:published_time" content="2024-05-14T23:00:00Z">'

    read = read_page(page(f"<article><p>{ARTICLE}</p></article>", head))

    assert read is not None
    assert (read.title, read.published_at) == ("Velm grows", date(2024, 5, 14))


@pytest.mark.parametrize("html", ["", "<p>", "<html></html>", "<script>var text = 'The port grew.'</script>"])
def test_a_page_without_an_article_is_not_made_one(html: str) -> None:
    assert read_page(html) is None


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>It rose &amp; fell.</p>", "It rose & fell."),
        ("<p>It <b>rose</b>\n   again.</p>", "It rose again."),
        ("<script>It rose.</script><p>It rose.</p>", "It rose."),
        ("<p>&#8220;We&#160;won&rdquo;, he said.</p>", "“We won”, he said."),
        ("<p title='It rose.'>🚀 It rose.</p>", "It rose."),
    ],
)
def test_words_are_found_where_they_stand_in_the_html(html: str, words: str) -> None:
    sentence = Span(0, len(words), words)

    [found] = Whereabouts(words, html).locate(sentence, sentence)

    assert found is not None
    assert html[found.start : found.end] == found.text
    assert (found.text[0], found.text[-1]) in {("I", "."), ("&", ".")}
    assert found.start > html.find("</script>")


def test_a_sentence_that_stands_twice_is_found_in_its_turn() -> None:
    text, html = "It rose.\nIt rose.", "<p>It rose.</p><p>It rose.</p>"
    whereabouts = Whereabouts(text, html)
    first, second = find_sentences(text)

    [one] = whereabouts.locate(first, first)
    assert one is not None
    [two] = whereabouts.locate(second, second, after=one.end)

    assert two is not None
    assert (one.start, two.start) == (3, 18)


def test_words_that_stand_nowhere_have_no_place() -> None:
    sentence = Span(0, 8, "It fell.")

    assert Whereabouts("It fell.", "<p>It rose.</p>").locate(sentence, sentence) == (None,)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from("<p> </p> <b> &amp; &lt; &#x1F680; &bogus; < > <!-- --> <![CDATA[ x 🚀 \n It . é".split(" "))
    )
)
def test_any_html_is_read_without_losing_a_place(parts: list[str]) -> None:
    html = "".join(parts)
    words = Whereabouts("It.", html)
    sentence = Span(0, 3, "It.")

    for found in words.locate(sentence, sentence):
        assert found is None or html[found.start : found.end] == found.text
