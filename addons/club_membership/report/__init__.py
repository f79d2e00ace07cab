from . import club_attestation_report, club_letter_report
