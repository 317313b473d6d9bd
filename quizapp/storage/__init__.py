"""The database, its schema, backups and settings."""
