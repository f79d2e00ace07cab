from . import test_routes
from . import test_signin
from . import test_portal_campaign
