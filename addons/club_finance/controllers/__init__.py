from . import expenses
from . import orders
from . import debits
from . import gifts
from . import mandate
