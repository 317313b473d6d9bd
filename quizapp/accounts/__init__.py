"""Learners and what is theirs: guests and accounts, sign-ins, tokens, export, deletion."""
