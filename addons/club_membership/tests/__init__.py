from . import test_membership_lifecycle
from . import test_membership_status
from . import test_dues_call
from . import test_section_office
