"""Comparing shares of satisfied users, in plain Python: no Odoo, no database."""
