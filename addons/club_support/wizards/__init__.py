from . import club_settings_duty
