"""Which version of the schema a store has, and how it comes to the newest.

Alembic is imported only where something is to be migrated: it takes 0.3 s of a start that mostly finds nothing to do.
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = "alembic_version"  # the table in which Alembic keeps the version


@cache
def newest() -> str:
    """Return the newest version: migrations are one line, and their files are named in its order."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def is_newest(connection: Connection) -> bool:
    """Say whether the store has the newest version of the schema."""
    return _current(connection) == newest()


def migrate(connection: Connection) -> None:
    """Bring the schema to the newest version, in the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(_VERSION):
        return None
    version: str | None = connection.execute(sa.text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608 - ours
    return version
