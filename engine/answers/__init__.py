"""Question types, one a file; each registers itself in `ANSWERS` under its `kind`."""
