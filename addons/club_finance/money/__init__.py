"""Sums of an association: shares, forecasts, ages, values of hours, without Odoo."""
