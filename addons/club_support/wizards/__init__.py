from . import club_duty_served
from . import club_settings_duty
from . import (
    club_duty_explain,
    club_duty_override,
    club_rota_cancel,
    club_settings_duty,
    club_settings_rota,
    club_settings_ticket,
)
