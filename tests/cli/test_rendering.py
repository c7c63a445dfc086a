import io

from rich.console import Console

from app.cli.rendering import print_check
from app.domain.check import Check, Engine
from app.domain.claim import Claim
from app.domain.evidence import Candidate
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from tests.fakes.clock import FakeClock
from tests.fakes.verification import FakeVerifier


def check_against(*statements: str) -> Check:
    clock = FakeClock()
    source = Source(id="s", title="A\x1b[31m title", publisher="Mistral AI", kind=SourceKind.PRIMARY, reliability=0.9)
    claim = Claim(text="Mixtral was developed by Google.", as_of=clock.today())
    candidates = [Candidate(Statement(id=text, source_id="s", text=text), source, 1.0) for text in statements]
    judgement = FakeVerifier().judge(claim, candidates)
    engine = Engine(version="1")
    return Check(id="c", claim=claim, judgement=judgement, engine=engine, store_revision=1, created_at=clock.now())


def printed(check: Check, *, is_terminal: bool) -> str:
    out = io.StringIO()
    print_check(
        check, Console(file=out, force_terminal=is_terminal, color_system="standard" if is_terminal else None, width=80)
    )
    return out.getvalue()


def test_a_terminal_shows_the_deciding_words_underlined() -> None:
    shown = printed(check_against("Mixtral was developed by Mistral."), is_terminal=True)

    assert "\x1b[1;4mGoogle\x1b[0m" in shown
    assert "[[" not in shown


def test_elsewhere_the_deciding_words_stand_in_brackets() -> None:
    shown = printed(check_against("Mixtral was developed by Mistral."), is_terminal=False)

    assert "by [[Google]]." in shown
    assert "by [[Mistral]]." in shown


def test_control_characters_of_a_source_never_reach_the_terminal() -> None:
    shown = printed(check_against("Mixtral was developed by Mistral."), is_terminal=False)

    assert "A\N{REPLACEMENT CHARACTER}[31m title" in shown


def test_only_the_first_statements_that_leave_the_claim_open_are_shown() -> None:
    shown = printed(check_against(*(f"Mixtral is number {n}." for n in range(5))), is_terminal=False)

    assert shown.count("Mixtral is number") == 3
    assert "and 2 more; --json shows them" in shown
