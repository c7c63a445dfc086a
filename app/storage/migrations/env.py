"""Runs migrations on the connection that the database hands over."""

from alembic import context

from app.storage.tables import SOURCE

context.configure(connection=context.config.attributes["connection"], target_metadata=SOURCE.metadata)
context.run_migrations()
