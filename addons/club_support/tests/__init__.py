from . import (
    test_access_table,
    test_duty_handover,
    test_remote_calls,
    test_volunteer,
)
