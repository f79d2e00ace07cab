from . import test_demo
from . import test_demo_space
from . import test_demo_roadmap
