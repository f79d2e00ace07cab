from . import base
from . import home
