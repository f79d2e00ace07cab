"""Secrecy rules that need no database: receipts, and figures too small to show."""
