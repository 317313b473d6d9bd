"""Practising without a connection: which questions to take along, and the keys to mark them."""
