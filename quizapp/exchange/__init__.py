"""Questions from and for other programs: Moodle, GIFT, spreadsheets and Anki.

A format reads its files into foreign questions and writes them; all else here knows only those.
"""
