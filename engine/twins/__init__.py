"""Twins: changes that an interviewer asks about, one kind in each file."""
