"""The picture of an exercise's network."""
