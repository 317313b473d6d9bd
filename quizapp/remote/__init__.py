"""Practising against a server elsewhere, also while it cannot be reached.

A drill that is logged in works on a replica: a database of its own with the questions and the log
of one account. Asking, marking and folding are the very ones of a local drill. The log is a set of
answers, each with a key of its own; syncing makes both sets their union, so that nothing is lost or
counted twice, however many devices there are. Where marks differ, the server's counts.
"""
