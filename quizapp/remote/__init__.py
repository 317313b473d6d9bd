"""Practising with a server, even while it cannot be reached.

After a login, the drill works on a replica: a local database with the questions and the log of one
account, so that it asks and marks like any drill. The log is a set of answers with unique keys;
syncing unites both sets, so nothing is lost or counted twice, however many devices there are. If
marks differ, the server's counts.
"""
