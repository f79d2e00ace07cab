from . import (
    badge,
    base,
    commission_year,
    door,
    meeting_answers,
    meeting_register,
    meeting_request,
    meetings,
    training,
)
