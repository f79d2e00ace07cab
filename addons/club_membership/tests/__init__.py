from . import test_membership_lifecycle
from . import test_membership_status
from . import test_dues_call
from . import test_section_office
from . import test_notice_announce
from . import test_notice_sending
from . import test_notice_deceased
from . import test_reminder
