from . import club_pain_merge
