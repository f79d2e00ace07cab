from . import (
    test_access_table,
    test_remote_calls,
    test_routes,
    test_event_notice,
    test_free_days,
    test_moving,
    test_programme_planning,
    test_attendance,
    test_door_pages,
    test_badge_pages,
    test_event_hours,
    test_training,
    test_certificate,
    test_user_club_programmes,
    test_year_office,
    test_year_pages,
    test_website,
    test_event_audience,
    test_events_retention,
    test_event_leaving,
    test_event_places,
    test_event_register,
    test_event_register_queries,
    test_registration_mails,
    test_event_waiting,
    test_meeting_feed,
    test_meeting_pages,
    test_meeting_programme,
    test_meeting_queries,
    test_meeting_register,
    test_event_price,
    test_booking_payment,
    test_booking_changes,
    test_booking_pages,
)
from . import test_events_privacy
from . import test_benefit, test_prospect, test_prospect_import
from . import test_recruitment_figures, test_event_figures, test_event_absence
from . import test_growth_views
from . import test_minutes
from . import (
    test_minutes_pages,
    test_minutes_readers,
    test_minutes_actions,
    test_agenda,
    test_topic_proposal,
)
from . import (
    test_event_guest,
    test_event_helped,
    test_event_payers,
    test_event_remote,
    test_guest_pages,
    test_paid_public,
    test_place_pages,
    test_public_queries,
    test_public_reading,
    test_public_registering,
)
from . import test_side_doors, test_who_pays
