from . import club_ballot_decision
