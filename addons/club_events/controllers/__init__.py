from . import base, meetings
