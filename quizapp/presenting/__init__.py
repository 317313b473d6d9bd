"""What every door says and shows: Markdown, LaTeX as MathML and as text."""
