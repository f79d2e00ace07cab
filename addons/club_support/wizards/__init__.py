from . import (
    club_duty_explain,
    club_duty_override,
    club_duty_served,
    club_rota_advice,
    club_rota_cancel,
    club_rota_repair_start,
    club_settings_duty,
    club_settings_rota,
    club_settings_ticket,
    club_ticket_call,
    club_ticket_move,
)
