from . import club_settings_directory
