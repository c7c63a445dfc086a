"""The service's parts that read: each can be measured by itself."""

from collections.abc import Mapping
from pathlib import Path

from app.domain.ports import Entailment, Verifier
from app.text.sentence import Reader
from app.verification.entailment import OnnxEntailment
from app.verification.verifier import FacetVerifier

MODELS = Path(__file__).parents[2] / "app" / "models"

MODEL_FOLDERS = {"model alone": "reader"}
"""Folders of the trained readers that the service may be packaged with."""


def facets_alone() -> Verifier:
    """Return the verifier without a trained reader."""
    return FacetVerifier(reader=Reader.load())


def models_alone(models: Path = MODELS) -> Mapping[str, Entailment]:
    """Load the packaged readers, apart from those of the service, so that nothing one has read is remembered."""
    folders = {name: models / folder for name, folder in MODEL_FOLDERS.items()}
    return {name: OnnxEntailment(folder=folder) for name, folder in folders.items() if folder.exists()}
