from . import base
from . import hub
