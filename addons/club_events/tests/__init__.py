from . import (
    test_access_table,
    test_remote_calls,
    test_routes,
    test_event_notice,
    test_free_days,
    test_moving,
    test_programme_planning,
    test_website,
    test_event_audience,
    test_event_leaving,
    test_event_places,
    test_event_register,
    test_event_register_queries,
    test_event_waiting,
    test_meeting_feed,
    test_meeting_pages,
    test_meeting_programme,
    test_meeting_queries,
    test_meeting_register,
)
from . import test_meeting_pages
from . import test_events_privacy
