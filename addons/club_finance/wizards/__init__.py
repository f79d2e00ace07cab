from . import club_settings_valuation
from . import club_valuation_open
from . import club_payment_out_refusal
from . import club_expense_refusal
from . import club_settings_gifts
from . import club_debit_setup
