"""The terminal: the drill and the mock interview, with mathematics as Unicode text."""
