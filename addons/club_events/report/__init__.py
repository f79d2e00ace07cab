from . import event_attendance_report, club_certificate_report
