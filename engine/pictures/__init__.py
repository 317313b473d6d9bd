"""What pictures show of the engine: curves of activations, paths of descent."""
