from . import test_demo
from . import test_demo_space, test_demo_support
from . import test_demo_meetings, test_demo_roadmap
