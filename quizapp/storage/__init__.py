"""Where things are kept: the database, its schema, its backups, the settings."""
