"""Questions from and for other programs: Moodle, GIFT, spreadsheets and Anki.

A format reads its files into `Item`s and writes them; everything else here knows only items.
"""
