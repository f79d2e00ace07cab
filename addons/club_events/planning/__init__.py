"""The dates of a club's year in plain Python: no Odoo, no database, no translated text.

The models say who meets how often and on which days nobody can; ``solver.plan`` gives
each meeting its day, the same on every machine, and names what could not be avoided.
"""
