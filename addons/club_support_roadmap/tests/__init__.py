from . import test_question_request, test_routes
