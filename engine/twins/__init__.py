"""Changes an interviewer asks about, one kind a file."""
