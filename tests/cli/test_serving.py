import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.commands import cli
from app.cli.serving import AddressUnavailableError, listening_socket

PATIENCE = 300  # seconds; a busy machine takes long to load the models of several workers
SERVE = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "0"]


@contextmanager
def serving(*options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    with subprocess.Popen([*SERVE, *options], stderr=subprocess.PIPE, text=True, env=os.environ.copy()) as process:  # noqa: S603 - our own command
        try:
            yield address_of(process), process
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def address_of(process: "subprocess.Popen[str]") -> str:
    assert process.stderr
    seen = []
    for line in process.stderr:
        seen.append(line)
        if "http://" in line:
            return str(json.loads(line)["message"]).removeprefix("serving on http://")
    raise AssertionError("".join(seen))


def answer(address: str, path: str) -> dict[str, object]:
    with urllib.request.urlopen(f"http://{address}{path}", timeout=PATIENCE) as response:
        return dict(json.load(response))


def posted(address: str, path: str, body: object) -> dict[str, object]:
    request = urllib.request.Request(f"http://{address}{path}", json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - our own address
        return dict(json.load(response))


def refusal_of(address: str, path: str) -> urllib.error.HTTPError:
    """Ask until refused: a signal takes its time."""
    while True:
        try:
            answer(address, path)
        except urllib.error.HTTPError as refusal:
            return refusal


def test_serving_seeds_an_empty_store_and_ends_well_when_interrupted(database_path: Path) -> None:
    with serving() as (address, process):
        assert answer(address, "/readyz")["statements"] == 1
        assert answer(address, "/v1/checks/018fd0a0-0000-7000-8000-000000000001")["verdict"] == "contradicted"

    assert process.returncode == 0
    assert database_path.exists()


def test_a_service_told_to_stop_answers_on_but_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_DRAIN_SECONDS", "300")
    with serving("--no-seed") as (address, process):
        assert answer(address, "/readyz")["status"] == "ready"
        process.send_signal(signal.SIGTERM)
        refusal = refusal_of(address, "/readyz")

        assert refusal.code == 503
        assert "told to stop" in json.load(refusal)["detail"]
        assert answer(address, "/healthz")["status"] == "ok"
        assert answer(address, "/v1/sources")["items"] == []
    assert process.returncode == 0


def test_a_service_told_to_stop_ends_well() -> None:
    with serving("--no-seed") as (address, process):
        assert answer(address, "/readyz")["status"] == "ready"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

    assert process.returncode == 0


def test_serving_without_seeds_leaves_the_store_empty(database_path: Path) -> None:
    assert not database_path.exists()

    with serving("--no-seed") as (address, _):
        assert answer(address, "/readyz")["statements"] == 0


def test_workers_answer_on_one_address_and_see_one_another_s_checks(database_path: Path) -> None:
    with serving("--workers", "2") as (address, process):
        checks = [posted(address, "/v1/checks", {"claim": "Mixtral 8x22B was developed by Google."}) for _ in range(6)]

        assert {check["verdict"] for check in checks} == {"contradicted"}
        for check in checks:
            assert answer(address, f"/v1/checks/{check['id']}") == check

    assert process.returncode == 0
    assert database_path.exists()


def test_a_port_in_use_is_told_in_one_line(runner: CliRunner, database_path: Path) -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        result = runner.invoke(cli, ["serve", "--port", port])

    assert result.exit_code == 1
    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not database_path.exists()


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(AddressUnavailableError, match="Choose another"):
        listening_socket("192.0.2.1", 0)
