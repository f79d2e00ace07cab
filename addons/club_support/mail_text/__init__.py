"""Plain functions on the text of e-mails, without Odoo's models."""
