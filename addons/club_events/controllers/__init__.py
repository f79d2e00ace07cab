from . import base, meeting_answers, meeting_register, meetings
from . import badge, door, training
from . import base, commission_year, meeting_request, meetings
from . import (
    base,
    commission_year,
    meeting_answers,
    meeting_register,
    meeting_request,
    meetings,
)
