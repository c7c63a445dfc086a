"""The command line: serve, seed, check, search, openapi.

Exit codes: 0 done; 1 the work failed (store, seeds, address), with one line that says why; 2 wrong use.
"""

from app.cli.commands import cli


def main() -> None:
    """Run the command line."""
    cli(prog_name="claimcheck")
