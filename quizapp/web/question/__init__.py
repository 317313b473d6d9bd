"""A question on a page: opened, asked, answered, marked."""
