from . import question_request, request_new
