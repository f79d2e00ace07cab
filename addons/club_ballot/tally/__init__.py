"""Counting votes in plain Python: no Odoo, no database, no translated text.

The models adapt these functions, ``static/recount.py`` is made of them
(``bundle.py``), and the tests run them without a server. All amounts are exact
rationals: a count gives the same list on every machine.
"""
