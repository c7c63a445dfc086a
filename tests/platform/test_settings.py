import re

import pytest

from app.settings import Settings
from tests.platform.project import text_of


def documented() -> dict[str, str]:
    """Return default by name, from the README's table."""
    return dict(re.findall(r"^\| `CLAIMCHECK_([A-Z_]+)` \| `([^`]*)` \|", text_of("README.md"), re.MULTILINE))


def test_the_readme_lists_every_setting_and_no_other() -> None:
    assert set(documented()) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - {"seed_path"}))
def test_the_readme_gives_the_default_of_each_setting(name: str) -> None:
    default = Settings.model_fields[name].default

    assert documented().get(name.upper()) == (str(default).lower() if isinstance(default, bool) else str(default))


@pytest.mark.parametrize("path", ["Dockerfile", "compose.yaml"])
def test_the_image_sets_only_what_the_service_reads(path: str) -> None:
    named = set(re.findall(r"CLAIMCHECK_([A-Z_]+)", text_of(path)))

    assert named <= {name.upper() for name in Settings.model_fields}
