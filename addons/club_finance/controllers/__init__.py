from . import expenses
