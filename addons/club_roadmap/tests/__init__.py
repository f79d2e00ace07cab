from . import test_access_table
from . import test_remote_calls
from . import test_request
from . import test_request_support
from . import test_routes
from . import test_similar
from . import test_request_pages
from . import test_request_similar
