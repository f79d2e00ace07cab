from . import base
from . import home
from . import signin
from . import membership
from . import dues
from . import pay
from . import notice_pay
from . import card
