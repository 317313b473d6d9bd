"""Computation graphs: ops wired by name, expanded into one program, with rules bent at will."""
