from . import club_assembly_report
from . import club_debit_letter_report
from . import club_quote_report
from . import club_tax_receipt_report
from . import club_valuation_report
