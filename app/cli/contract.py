"""The contract as the text of openapi.yaml."""

import yaml

from app.api.application import contract


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they read."""


def _as_it_reads(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _as_it_reads)


def contract_text() -> str:
    """Return the contract as it is committed in openapi.yaml."""
    return yaml.dump(contract(), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
