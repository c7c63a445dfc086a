"""The command line: serve, seed, check, search, openapi.

Exit codes: 0 done; 1 the work failed (store, seeds, address), with one line that says why; 2 wrong use.
"""

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()  # nothing that is imported is garbage, and looking for some takes a fifth of the time
    from app.cli.commands import cli

    gc.freeze()
    gc.enable()
    cli(prog_name="claimcheck")
