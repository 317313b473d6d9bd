"""Templates as they were while an answer of theirs was wrong, one file each."""
