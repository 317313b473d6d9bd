"""A question on a page: its form, its blanks and its mark."""
