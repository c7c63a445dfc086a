"""Where sources, statements and checks are kept: tables, migrations, repositories and search inside the database."""
