from . import club_request, club_ticket
