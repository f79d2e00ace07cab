from . import test_routes
from . import test_signin
from . import test_portal_campaign
from . import test_payment_booking
from . import test_portal_pay
from . import test_portal_dues
from . import test_portal_card
from . import test_join
