from . import base
from . import hub
from . import requests
from . import request_new
from . import request_actions
from . import news
from . import pains
from . import request_desk
