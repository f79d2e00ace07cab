"""Who owns a member's question, and who is next in line, in plain Python.

The models tell who is on duty and who can be reached; nothing here knows Odoo, the
clock or translated text. Deadlines are the working-time calendar's
(``resource.calendar.plan_hours``), which counts holidays and summer time right once it
is told whose holidays: without a domain it also counts those of other companies.
"""
