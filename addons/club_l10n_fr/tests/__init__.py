from . import test_association_accounts
from . import test_fec
