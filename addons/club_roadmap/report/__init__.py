from . import club_letter_report
from . import club_dossier_report
