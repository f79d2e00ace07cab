from . import club_attestation_report
from . import club_letter_report
