"""Under which circumstances figures were measured: code and machine."""

import os
import platform
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEASURED = ("app", "benchmarks/quality", "tests/quality")
"""What the figures of quality depend on."""


def machine() -> str:
    """Name processor, cores and Python, and how busy the machine is."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; "
        f"load average when written {os.getloadavg()[0]:.1f}"
    )


def commit(*measured: str) -> str:
    """Name the commit of the code, and say if what was measured had been changed since."""
    try:
        name = _git("rev-parse", "--short=10", "HEAD")
        changed = _git("status", "--porcelain", "--", *(measured or MEASURED))
    except (OSError, subprocess.CalledProcessError):
        return "unknown (not a git checkout)"
    return f"{name} with uncommitted changes" if changed else name


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607 - whichever git made the checkout
    return done.stdout.strip()


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
