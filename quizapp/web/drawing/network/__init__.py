"""The picture of the network that an exercise belongs to."""
