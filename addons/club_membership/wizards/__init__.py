from . import club_membership_event
