"""The operations: one file each, found by folder. Conventions are those of PyTorch's functions."""
