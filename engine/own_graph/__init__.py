"""Exercises from a graph that an author wrote as data; nothing in it is ever executed."""
