from . import club_settings_valuation
from . import club_valuation_open
