"""Guests and accounts: signing in, tokens, export and deletion."""
