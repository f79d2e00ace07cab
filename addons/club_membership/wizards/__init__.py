from . import club_membership_event
from . import club_admission
from . import club_members_on
