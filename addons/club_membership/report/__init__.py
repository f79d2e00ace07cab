from . import (
    club_attestation_report,
    club_deposit_report,
    club_hours_report,
    club_letter_report,
    club_receipt_report,
)
