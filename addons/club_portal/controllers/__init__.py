from . import base
from . import home
from . import signin
