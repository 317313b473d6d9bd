"""What the log says of each question: counted in step with it, or again from it."""
