from . import (
    badge,
    base,
    benefits,
    commission_year,
    door,
    meeting_answers,
    meeting_register,
    meeting_request,
    meetings,
    training,
)
from . import actions, agenda, minutes, minutes_desk, minutes_door, proposals
from . import bookings
from . import guest_bookings
from . import guest_desk, guest_door, place_door, public_event, public_others
