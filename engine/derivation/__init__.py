"""Worked derivations: the steps to every key, and derivations with a mistake to find."""
