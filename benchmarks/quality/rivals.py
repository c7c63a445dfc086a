"""Parts of the service, each put in its place: the same store and retrieval, another reader of what was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app import __version__
from app.domain.check import Engine, Judgement
from app.domain.claim import Claim
from app.domain.evidence import Candidate, Evidence, Reading, Stance, StanceProbabilities
from app.domain.ports import Entailment, Verifier
from app.services.judgements import JudgementMemory
from app.services.toolbox import Toolbox
from app.verification.aggregation import weigh
from app.verification.thresholds import Thresholds
from benchmarks.quality.answers import verdict_on
from benchmarks.quality.baselines import Baseline, Guess
from benchmarks.quality.suite import Case


class ModelAlone:
    """A verifier that takes the model's likeliest stance on each statement; nothing else is looked at."""

    def __init__(self, model: Entailment, *, name: str = "model alone", most_statements: int = 10) -> None:
        self._model = model
        self._most_statements = most_statements
        self._thresholds = Thresholds()
        self._name = name

    @property
    def engine(self) -> Engine:
        """Return what tells these answers from the service's."""
        return Engine(version=__version__, model=self._name, thresholds=())

    @property
    def most_statements(self) -> int:
        """Return how many candidates are worth retrieving."""
        return self._most_statements

    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:
        """Read bare statements against a claim, in order."""
        return [_reading(one) for one in self._model.read([(text, claim_text) for text in statement_texts])]

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> Judgement:
        """Read every candidate and weigh them as the service does."""
        texts = [" ".join(filter(None, (one.statement.context, one.statement.text))) for one in candidates]
        evidence = [
            Evidence(
                statement=candidate.statement,
                source=candidate.source,
                reading=reading,
                status=candidate.statement.validity_on(claim.as_of),
                retrieval_score=candidate.score,
            )
            for candidate, reading in zip(candidates, self.read(claim.text, texts), strict=True)
        ]
        weighing = weigh(evidence, thresholds=self._thresholds)
        return Judgement(
            verdict=weighing.verdict, confidence=weighing.confidence, explanation="", evidence=tuple(evidence)
        )


def rivals(cases: Sequence[Case], verifiers: Mapping[str, Verifier], *, toolbox: Toolbox) -> Iterator[Baseline]:
    """Yield the verdicts that the claims get once another verifier stands in the service's place."""
    for name, verifier in verifiers.items():
        other = replace(toolbox, verifier=verifier, judgements=JudgementMemory())
        with other.database.reading() as storage:
            guesses = [Guess(case, verdict_on(case, storage=storage, toolbox=other)) for case in cases]
        yield Baseline(name, None, guesses)


def _reading(told: tuple[float, float, float]) -> Reading:
    supports, contradicts, neutral = told
    probabilities = StanceProbabilities(supports=supports, contradicts=contradicts, neutral=neutral)
    return Reading(max(Stance, key=probabilities.of), probabilities, ())
