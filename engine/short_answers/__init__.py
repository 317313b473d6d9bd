"""Short answers, read as an examiner would: which points of a rubric a text makes, and where."""
