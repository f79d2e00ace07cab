from . import club_assembly_report
from . import club_quote_report
