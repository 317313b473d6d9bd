"""The optimisers: one file each, found by folder. Conventions and defaults are PyTorch's."""
