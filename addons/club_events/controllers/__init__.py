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
from . import base, meeting_answers, meeting_register, meetings
from . import badge, door, training
from . import benefits
