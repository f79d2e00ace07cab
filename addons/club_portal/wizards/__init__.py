from . import club_online_refund
from . import club_settings_directory
from . import club_settings_signin
