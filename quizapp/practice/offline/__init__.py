"""Practising offline: which questions to download, and the keys to mark them."""
