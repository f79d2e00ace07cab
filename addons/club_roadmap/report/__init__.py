from . import club_letter_report
