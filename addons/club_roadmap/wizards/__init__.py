from . import club_pain_merge
from . import club_request_step
from . import club_request_merge
from . import club_settings_requests
from . import club_release
from . import club_dossier_add
from . import club_dossier_preview
from . import club_roadmap_year
