"""Rules of membership in plain Python: no Odoo, no database, no translated text.

The models adapt these functions; the tests run them without a server.
"""
