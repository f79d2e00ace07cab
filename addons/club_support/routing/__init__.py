"""Who owns a member's question, and who is next in line, in plain Python.

The models tell who is on duty and who can be reached; nothing here knows Odoo, the
clock or translated text. Deadlines are the working-time calendar's
(``resource.calendar.plan_hours``), which counts holidays and summer time right.
"""
