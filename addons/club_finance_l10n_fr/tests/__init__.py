from . import test_french_defaults
from . import test_chorus_pro
from . import test_french_reports
