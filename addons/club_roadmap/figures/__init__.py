"""Plain Python behind the club's requests: no Odoo here."""
