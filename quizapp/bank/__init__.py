"""Question files and the bank in the database: checking, syncing and editing."""
