from . import (
    test_access_table,
    test_duty_candidates,
    test_duty_confirming,
    test_duty_handover,
    test_duty_offer,
    test_duty_release,
    test_duty_swap,
    test_remote_calls,
    test_rota_planning,
    test_rota_problem,
    test_rota_publishing,
    test_volunteer,
)
