from . import club_training_withdraw
from . import (
    club_closed_import,
    club_event_change,
    club_programme_plan,
    club_settings_year,
    club_prospect_import,
    club_prospect_import_line,
    club_prospect_import_comparing,
    club_prospect_invite,
)
from . import club_event_guest_invite
