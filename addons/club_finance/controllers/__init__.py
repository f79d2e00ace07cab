from . import expenses
from . import orders
