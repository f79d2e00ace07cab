from . import club_training_withdraw
