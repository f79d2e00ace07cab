from . import club_settings_directory
from . import club_settings_signin
