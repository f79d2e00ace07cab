from . import club_membership_event
from . import club_admission
from . import club_admission_payment
from . import club_members_on
from . import club_payment
from . import club_payment_bounce
from . import club_due_decision
from . import club_settings
