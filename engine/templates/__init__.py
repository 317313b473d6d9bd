"""Templates: one file each, found by folder."""
