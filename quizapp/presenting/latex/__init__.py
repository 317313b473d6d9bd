"""LaTeX as Unicode text, laid out in two dimensions."""
