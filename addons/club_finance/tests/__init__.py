from . import test_access_table
from . import test_cash_box
from . import test_heading
from . import test_purchase_order
from . import test_remote_calls
from . import test_routes
from . import test_section_entry
from . import test_valuation
