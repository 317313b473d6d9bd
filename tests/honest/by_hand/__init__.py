"""How people compute each op: FORWARD and BACKWARD, from an op to its routes, in each file."""
