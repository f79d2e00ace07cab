"""The pages of meetings, with something on each of them."""

from datetime import datetime, time, timedelta

from tests.server import booking_addresses, hosting_addresses

# Answers that are no page: files for a calendar; and core's own pages, of which the
# first is for who has just registered, the second for meetings that ask for it.
NO_PAGES = {
    "/my/meetings/<>/meeting.ics",
    "/event/<>/ics",
    "/event/<>/registration/success",
    "/event/<>/track_proposal",
    *hosting_addresses.NO_PAGES,
    *booking_addresses.NO_PAGES,
}


class EventsPages:
    """Anne comes to the plenary, waits for the seminar, has a place offered at the
    forum; her company may send people.

    :param club: a ``PagesAssociation``
    """

    def __init__(self, club):
        self.club, self.env = club, club.env
        year = datetime.now().year
        self.programme = self.env["club.programme"].create(
            {
                "name": str(year),
                "theme": "Bien vivre ses données",
                "company_id": club.company.id,
                "date_start": f"{year}-01-01",
                "date_end": f"{year + 1}-12-31",
                "state": "announced",
            }
        )
        self.plenary = self.add("Plénière d’automne", 20, place="both")
        self.circle = self.add(
            "Réunion Patrimoine", 30, audience="body", commission_id=club.led.id
        )
        self.full = self.add("Séminaire", 40, seats_limited=True, seats_max=1)
        self.forum = self.add("Forum des régions", 50, seats_limited=True, seats_max=1)
        self.open = self.add("Table ronde", 60, seats_limited=True, seats_max=30)
        self.workshop = self.add_workshop()
        past = self.add("Plénière de printemps", -40)
        anne, yves = club.anne.partner_id, club.yves.partner_id
        self.register(self.plenary, anne)
        self.register(self.full, yves)
        self.register(self.full, anne)
        self.register(self.forum, yves)
        self.register(self.forum, anne)
        self.forum.registration_ids.filtered(
            lambda row: row.attendee_id == yves
        )._withdraw(yves)
        self.register(past, anne).registration_ids.action_set_done()
        self.off = self.add("Conférence annulée", 25)
        self.register(self.off, anne)
        self.off.write(
            {
                "cancelled_on": datetime.now(),
                "cancel_reason": "La salle est fermée.",
                "kanban_state": "cancel",
            }
        )
        self.hosting = hosting_addresses.HostingPages(self)
        self.bookings = booking_addresses.BookingPages(self)

    def add(self, name, days, **values):
        """Return an announced meeting so many days from today, in the afternoon."""
        day = datetime.combine(datetime.now() + timedelta(days=days), time(13))
        return self.env["event.event"].create(
            {
                "name": name,
                "company_id": self.club.company.id,
                "programme_id": self.programme.id,
                "audience": "members",
                "date_tz": "Europe/Paris",
                "date_begin": day,
                "date_end": day + timedelta(hours=3),
                "announced_on": datetime.now(),
                "address_id": self.venue().id,
                "event_ticket_ids": [],
                "event_mail_ids": [],
                "seats_per_organisation": 3,
                **values,
            }
        )

    def venue(self):
        values = {
            "name": "Maison des associations",
            "street": "12 rue des Lilas",
            "zip": "35000",
            "city": "Rennes",
        }
        places = self.env["res.partner"]
        return places.search([("name", "=", values["name"])]) or places.create(values)

    def add_workshop(self):
        """A meeting that asks and costs something."""
        workshop = self.add("Atelier payant", 70, place="both")
        for name, price in (("Tarif normal", 40), ("Tarif de soutien", 60)):
            self.env["event.event.ticket"].create(
                {
                    "name": name,
                    "event_id": workshop.id,
                    "club_category": "all",
                    "price": price,
                }
            )
        questions = self.env["event.question"].create(
            [
                {
                    "title": "Quel repas souhaitez-vous ?",
                    "question_type": "simple_choice",
                    "is_mandatory_answer": True,
                    "answer_ids": [
                        (0, 0, {"name": "Viande"}),
                        (0, 0, {"name": "Végétal"}),
                    ],
                },
                {
                    "title": "Vos attentes",
                    "question_type": "text_box",
                    "once_per_order": True,
                },
            ]
        )
        workshop.question_ids = [(4, question.id) for question in questions]
        return workshop

    def register(self, event, person):
        return event._register_people([{"partner": person}], person)

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        shown = (
            self.plenary,
            self.full,
            self.forum,
            self.open,
            self.workshop,
            self.off,
        )
        form = f"/my/meetings/{self.workshop.id}/register"
        return {
            **self.hosting.addresses(),
            **self.bookings.addresses(),
            "/my/meetings": ["/my/meetings", "/my/meetings?kind=meeting"],
            "/my/meetings/<>": [f"/my/meetings/{event.id}" for event in shown],
            "/my/meetings/<>/register": [
                form,
                f"{form}?name={self.club.firm.id}",
                f"/my/meetings/{self.open.id}/register?name={self.club.firm.id}",
            ],
            "/my/meetings/programme": [
                "/my/meetings/programme",
                f"/my/meetings/programme?commission={self.club.led.id}",
            ],
        }
