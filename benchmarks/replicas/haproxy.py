"""HAProxy before replicas, as compose.yaml has it: its very configuration, with the addresses of this machine."""

import json
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import yaml

from benchmarks.performance.service import free_port
from benchmarks.replicas.proxy import Lost, is_ready

COMPOSE = Path(__file__).parents[2] / "compose.yaml"

_LOG = r'{"port":"%sp","status":%ST,"end":"%ts","accepted":%Ts.%ms,"idle":%Ti,"read":%TR,"queued":%Tw,"connected":%Tc}'
_BY_SERVER = ("SH", "SD", "SC")  # how a session ended: the server broke off before or in the answer, or refused it
_PATIENCE = 10.0


@dataclass(slots=True)
class HaProxy:
    """A running HAProxy; `port` is where it listens, `lost` what replicas took and did not answer."""

    port: int
    lost: list[Lost] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)

    def note(self, lines: IO[str]) -> None:
        """Read the log until it ends."""
        behind = time.time() - time.monotonic()
        for line in lines:
            found = re.search(r"\{.*\}", line)
            if found:
                self._note(json.loads(found[0]), behind)

    def _note(self, told: dict[str, str | float], behind: float) -> None:
        port = int(told["port"]) if str(told["port"]).isdigit() else 0
        if str(told["end"])[:2] not in _BY_SERVER or float(told["connected"]) < 0:
            self.answered[port] = self.answered.get(port, 0) + 1
            return
        waited = sum(max(0.0, float(told[name])) for name in ("idle", "read", "queued", "connected"))
        self.lost.append(Lost(port, float(told["accepted"]) + waited / 1_000 - behind))


def configuration(replicas: Sequence[int], port: int) -> str:
    """Return the configuration of compose.yaml, before replicas on loopback and with a log on standard output."""
    text = str(yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["configs"]["proxy"]["content"])
    text = re.sub(r"(?m)^resolvers.*\n(?: .*\n)*", "", text)
    text = text.replace(" resolvers containers init-addr last,libc,none", "")
    text = text.replace("bind :8080", f"bind 127.0.0.1:{port}")
    text = re.sub(r"(?m)^ +server .*\n?", "", text).rstrip()
    servers = "".join(f"\n    server replica-{at} 127.0.0.1:{own}" for at, own in enumerate(replicas, start=1))
    logged = f"global\n    log stdout format raw local0 info\n\n{text}{servers}\n"
    return logged.replace("    mode http\n", f"    mode http\n    log global\n    log-format '{_LOG}'\n", 1)


@contextmanager
def running_haproxy(replicas: Sequence[int]) -> Iterator[HaProxy]:
    """Serve HAProxy before replicas on loopback; it ends with the block."""
    proxy = HaProxy(free_port())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "haproxy.cfg")
        path.write_text(configuration(replicas, proxy.port), encoding="utf-8")
        command = [str(shutil.which("haproxy")), "-db", "-f", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 - ours
            assert process.stdout is not None  # noqa: S101 - piped
            reading = threading.Thread(target=proxy.note, args=(process.stdout,))
            reading.start()
            try:
                _wait_for(proxy.port)
                yield proxy
            finally:
                process.terminate()
                reading.join()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_ready(port) and time.monotonic() < deadline:
        time.sleep(0.05)
