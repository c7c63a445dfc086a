"""Use case: did somebody say so? What they are held to have said, against statements of their own."""

from dataclasses import replace

from app.domain.check import Check, Judgement, Verdict
from app.domain.claim import Claim
from app.domain.evidence import Candidate, Evidence, Span
from app.domain.ports import Storage
from app.services.checks import Bounds, weightiest
from app.services.ids import new_check_id
from app.services.toolbox import Toolbox
from app.text.names import name_key, same_name
from app.text.wording import wording_key

_SAME = 0.85  # as sure as initials and demonyms are, see `same_name`
_WIDER = 5  # how many times more candidates are fetched, since most are others' statements


def judge_attribution(claim: Claim, said: Span, *, bounds: Bounds, storage: Storage, toolbox: Toolbox) -> Check:
    """Judge whether the claimant said the words `said` of the claim, by the claimant's own statements alone.

    Where the claimant's statements say so, the attribution is supported; where they say otherwise, contradicted. What
    others state of the matter decides nothing here.
    """
    asked = Claim(text=_sentence(said.text), as_of=claim.as_of, claim_date=claim.claim_date)
    found = _candidates(claim, asked, bounds, storage, toolbox)
    own = [candidate for candidate in found if claim.claimant and is_of(claim.claimant, candidate)]
    judgement = toolbox.verifier.judge(asked, own[: toolbox.verifier.most_statements])
    now = toolbox.clock.now()
    return Check(
        id=new_check_id(now),
        claim=claim,
        judgement=weightiest(_as_attribution(judgement, claim, said), bounds.max_evidence),
        engine=toolbox.verifier.engine,
        store_revision=storage.state.revision(),
        created_at=now,
    )


def is_of(claimant: str, candidate: Candidate) -> bool:
    """Say whether a statement is the claimant's own: attributed to them, or published or written by them."""
    statement, source = candidate.statement, candidate.source
    speakers = (statement.attributed_to,) if statement.attributed_to else (source.publisher, source.author)
    key = name_key(claimant)
    return any(same_name(key, name_key(speaker)) >= _SAME for speaker in speakers if speaker)


def _candidates(claim: Claim, asked: Claim, bounds: Bounds, storage: Storage, toolbox: Toolbox) -> list[Candidate]:
    rejected = storage.reviews.rejections([wording_key(claim.text)])
    found = toolbox.retriever_over(storage.search).retrieve(
        asked.text,
        limit=_WIDER * toolbox.verifier.most_statements,
        min_reliability=bounds.min_reliability,
        source_ids=bounds.source_ids,
    )
    return [candidate for candidate in found if candidate.statement.id not in rejected]


def _sentence(words: str) -> str:
    capital = words[0].upper() + words[1:]
    return capital if capital[-1] in ".!?" else f"{capital}."


def _as_attribution(judgement: Judgement, claim: Claim, said: Span) -> Judgement:
    """Put a judgement of what was said into the terms of who said it; spans move to where the words stand."""
    return replace(
        judgement,
        explanation=_explanation(judgement, claim.claimant or "the claimant"),
        evidence=tuple(_moved(piece, claim.text, said) for piece in judgement.evidence),
    )


def _explanation(judgement: Judgement, claimant: str) -> str:
    if not judgement.evidence:
        return f"No stored statement on the matter is by {claimant}, so whether they said so is left open."
    if judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return f"What is stored by {claimant} does not say whether they said so."
    return f"Did {claimant} say so? Judged by their own statements alone: {judgement.explanation}"


def _moved(piece: Evidence, text: str, said: Span) -> Evidence:
    reasons = tuple(
        replace(reason, claim_span=_shifted(reason.claim_span, text, said)) for reason in piece.reading.reasons
    )
    return replace(piece, reading=replace(piece.reading, reasons=reasons))


def _shifted(span: Span | None, text: str, said: Span) -> Span | None:
    if span is None:
        return None
    start, end = said.start + span.start, min(said.start + span.end, said.end)
    return Span.of(text, start, end) if start < end else None
