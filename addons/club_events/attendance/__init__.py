"""Signing in, as plain rules: codes of a session, hours of a day, how long a
certificate counts."""
