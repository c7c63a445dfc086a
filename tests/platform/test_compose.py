import re
from typing import Any

import pytest
import yaml

from app.cli import serving
from tests.platform.project import text_of


@pytest.fixture
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(text_of("compose.yaml")))


def test_the_proxy_knows_every_replica(compose: dict[str, Any]) -> None:
    replicas = {name for name in compose["services"] if name.startswith("replica-")}
    proxy = compose["configs"]["proxy"]["content"]

    assert len(replicas) == 2
    assert set(re.findall(r"^ +server \S+ (\S+):8000$", proxy, re.MULTILINE)) == replicas
    assert set(compose["services"]["proxy"]["depends_on"]) == replicas


def test_a_replica_drains_for_longer_than_the_proxy_takes_to_notice(compose: dict[str, Any]) -> None:
    proxy = compose["configs"]["proxy"]["content"]
    asked = re.search(r"check inter (\d+)s fall (\d+) ", proxy)
    replica = compose["services"]["replica-1"]
    drain = replica["environment"]["CLAIMCHECK_DRAIN_SECONDS"]

    assert "option httpchk GET /readyz" in proxy
    assert asked
    assert drain >= 2 * int(asked[1]) * int(asked[2])
    assert int(replica["stop_grace_period"].removesuffix("s")) > drain + serving.SECONDS_TO_FINISH


def test_without_a_profile_one_service_runs_alone(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "profiles" not in service] == ["claimcheck"]
