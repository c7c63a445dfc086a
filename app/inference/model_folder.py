"""A committed model as it lies in its folder, read only if it is the file that was committed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import UnusableModelError

MANIFEST = "model.json"
WEIGHTS = "model.onnx"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The bytes of a model whose hashes are those of its manifest."""

    name: str
    max_tokens: int
    weights: bytes
    tokenizer: bytes
    sha256: str

    @property
    def identity(self) -> str:
        """Return what names these very weights in an engine or beside a vector."""
        return f"sha256:{self.sha256}"

    @classmethod
    def read(cls, folder: Path) -> "ModelFolder":
        """Read the model; raise UnusableModelError if a file is missing or is not the committed one."""
        name, max_tokens, hashes = _manifest(folder)
        parts = sorted(folder.glob(f"{WEIGHTS}.[0-9]*")) or [folder / WEIGHTS]
        return cls(
            name=name,
            max_tokens=max_tokens,
            weights=_checked(folder / WEIGHTS, hashes.get(WEIGHTS), parts=parts),
            tokenizer=_checked(folder / TOKENIZER, hashes.get(TOKENIZER)),
            sha256=hashes[WEIGHTS],
        )


def _manifest(folder: Path) -> tuple[str, int, Mapping[str, str]]:
    try:
        manifest = json.loads(_bytes(folder / MANIFEST))
        return str(manifest["name"]), int(manifest["max_tokens"]), dict(manifest["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableModelError(folder / MANIFEST, "it is not a model manifest") from error


def _checked(path: Path, expected: str | None, *, parts: Sequence[Path] = ()) -> bytes:
    """Read a file, or the parts it was cut into to keep each small, in the order of their numbers."""
    content = b"".join(_bytes(part) for part in parts or [path])
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise UnusableModelError(path, f"its sha256 is {found}, and {MANIFEST} says {expected}")
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableModelError(path, error.strerror or str(error)) from error
