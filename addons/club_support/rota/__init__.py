"""Planning duties in plain Python: no Odoo, no database, no translated text.

The models adapt these functions; a rota is solved in a process of its own and
checked again from its stored record. Loads and shares are whole hundredths of a duty:
a plan has the same value on every machine.
"""
