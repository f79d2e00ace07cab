from . import base, meeting_answers, meeting_register, meetings
