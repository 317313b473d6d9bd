"""How texts are shown: Markdown, and LaTeX as MathML and as text."""
