from . import club_trace
from . import club_space
from . import club_portal_card
from . import club_membership_sentence
from . import club_membership
