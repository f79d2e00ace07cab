from . import (
    absences,
    duties,
    offers,
    rota,
    ticket_call,
    ticket_desk,
    ticket_thread,
    tickets,
    volunteer,
    volunteer_door,
)
