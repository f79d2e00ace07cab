"""The pages of what meetings cost, of courses, and of benefits."""

from datetime import date, datetime, timedelta

# Answers that are no page: papers, and the way back from a payment.
NO_PAGES = {
    "/my/meetings/bookings/<>/paid",
    "/my/meetings/bookings/<>/invoice/<>",
    "/my/meetings/bookings/<>/receipt/<>",
    "/club/booking/<>/<>/paid",
    "/club/booking/<>/<>/invoice/<>",
    "/club/booking/<>/<>/receipt/<>",
    "/my/training/certificate/<>",
    "/club/benefits/<>/sheet.csv",
}


class BookingPages:
    """Anne booked two meetings, one on an invoice; attended a course; has benefits.

    :param events: an ``EventsPages``
    """

    def __init__(self, events):
        self.events, self.club, self.env = events, events.club, events.env
        self.anne = self.club.anne.partner_id
        self.billed = self._book("Journée payée sur facture", "invoice", self.anne)
        self.kept = self._book("Journée payée en ligne", "now", self.anne)
        self.visited = self._book("Journée d’un invité", "now", self._visitor())
        self.certificate = self._teach()
        self.benefit = self._grant()

    def _visitor(self):
        return self.env["res.partner"].create(
            {"name": "Gaspard Visiteur", "email": "gaspard@visiteurs.example"}
        )

    def _book(self, name, terms, person):
        """A booking of one place at 30 euros."""
        event = self.events.add(name, 80, audience="open", fee_terms=terms)
        ticket = self.env["event.event.ticket"].create(
            {
                "name": "Entrée",
                "event_id": event.id,
                "club_category": "all",
                "price": 30,
            }
        )
        return event._register_people([{"partner": person}], person, ticket=ticket)

    def _teach(self):
        """A course attended, one that it opens, one that asks for more."""
        courses = self.env["club.training"]
        basics, more, far = (
            courses.create(
                {
                    "name": name,
                    "company_id": self.club.company.id,
                    "description": "<p>Accueillir, écouter, orienter.</p>",
                    "hours": 3,
                    "validity_months": 24,
                }
            )
            for name in ("Accueil, les bases", "Accueil, suite", "Formateur")
        )
        more.prerequisite_ids = basics
        far.prerequisite_ids = more
        past = self._session(basics, -100)
        self.events.register(past, self.anne).registration_ids.action_set_done()
        self._session(more, 45)
        self._session(far, 46)
        return self.env["club.training.certificate"].create(
            {
                "training_id": basics.id,
                "company_id": self.club.company.id,
                "partner_id": self.anne.id,
                "date": date.today() - timedelta(days=100),
            }
        )

    def _session(self, course, days):
        return self.events.add(
            course.name, days, training_id=course.id, club_kind="training"
        )

    def _grant(self):
        return self.env["club.benefit"].create(
            [
                {
                    "name": name,
                    "company_id": self.club.company.id,
                    "provider_id": self.club.firm.partner_id.id,
                    "summary": summary,
                    "conditions": "<p>Sur présentation de la carte de membre.</p>",
                    "code": "CLUB20",
                    "url": "https://granit.example/club",
                    "date_end": date.today() + timedelta(days=200),
                    "state": "published",
                }
                for name, summary in (
                    ("Nouveaux modules", "20 % de remise la première année"),
                    ("Taille de pierre", "Une visite d’atelier offerte"),
                )
            ]
        )[0]

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        number, token = self.certificate.number, self.certificate._token()
        # The places are kept for as long as the pages are looked at.
        for booking in (self.kept, self.visited):
            booking.registration_ids.filtered("hold_until").write(
                {"hold_until": datetime.now() + timedelta(hours=2)}
            )
        return {
            "/my/meetings/bookings/<>/pay": [
                f"/my/meetings/bookings/{booking.id}/pay"
                for booking in (self.billed, self.kept)
            ],
            "/club/booking/<>/<>/pay": [f"{self.visited._guest_url()}/pay"],
            "/club/place/<>/<>": [self.visited.registration_ids._place_url()],
            "/club/certificate/<>/<>": [f"/club/certificate/{number}/{token}"],
            "/my/benefits/<>": [f"/my/benefits/{self.benefit.id}"],
        }
