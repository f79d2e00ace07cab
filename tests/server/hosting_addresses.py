"""The pages of who runs meetings: agenda, minutes, door, guests, the year."""

from datetime import date, datetime, timedelta

# Answers that are no page: documents and sheets.
NO_PAGES = {
    "/my/meetings/<>/agenda/files/<>",
    "/my/meetings/<>/door/sheet",
    "/my/minutes/<>/files/<>",
    "/my/minutes/<>/print",
    "/club/minutes/<>/files/<>",
    "/club/meeting/<>/<>/document/<>",
}


class HostingPages:
    """Anne chairs a commission: its past meeting has minutes, the next an agenda, one
    is held just now, its year is half planned.

    :param events: an ``EventsPages``
    """

    def __init__(self, events):
        self.events, self.club, self.env = events, events.club, events.env
        self.anne = self.club.anne.partner_id
        self.yves = self.club.yves.partner_id
        self._add_agenda()
        self.now = self._hold_now()
        self.minutes = {
            audience: self._write_minutes(audience, days)
            for audience, days in (("body", -95), ("members", -60), ("public", -30))
        }
        self._publish(self.minutes["members"])
        self._publish(self.minutes["public"])
        self.guest = self._invite()
        self._plan_year()
        self.env["club.topic.proposal"].create(
            {
                "name": "Notre passage au papier zéro",
                "text": "Ce qui a marché, et ce qui n’a pas marché.",
                "company_id": self.club.company.id,
                "partner_id": self.anne.id,
                "membership_id": self.club.anne.id,
            }
        )

    def _add_agenda(self):
        """Three items of the meeting of the commission, one of them proposed."""
        for number, (name, owner) in enumerate(
            (("Bilan du trimestre", self.anne), ("Budget des travaux", self.yves)), 1
        ):
            item = self.env["event.track"].create(
                {
                    "name": name,
                    "event_id": self.events.circle.id,
                    "owner_id": owner.id,
                    "duration": number / 2,
                    "description": "<p>Ce que nous avons fait, ce qui reste.</p>",
                }
            )
        item._add_files([("budget.txt", b"Chiffres")])
        proposal = self.env["club.topic.proposal"].create(
            {
                "name": "Témoignage : la toiture de l’école",
                "company_id": self.club.company.id,
                "partner_id": self.yves.id,
                "membership_id": self.club.yves.id,
                "event_id": self.events.circle.id,
            }
        )
        proposal._make_track()

    def _hold_now(self):
        """A meeting that runs: Anne is at its door."""
        event = self.events.add(
            "Atelier du jour",
            0,
            audience="members",
            commission_id=self.club.led.id,
            place="both",
        )
        now = datetime.now().replace(microsecond=0)
        event.write(
            {
                "date_begin": now - timedelta(hours=1),
                "date_end": now + timedelta(hours=2),
            }
        )
        rows = [
            self.events.register(event, person).registration_ids
            for person in (self.anne, self.yves)
        ]
        rows[1].action_set_done()
        self.badge = rows[0].barcode
        return event

    def _write_minutes(self, audience, days):
        """Minutes of a past meeting, with two decisions and an action each."""
        event = self.events.add(
            f"Réunion Patrimoine du jour {-days}",
            days,
            audience="body",
            commission_id=self.club.led.id,
        )
        minutes = self.env["club.minutes"].create(
            {
                "event_id": event.id,
                "author_id": self.yves.id,
                "audience": audience,
                "body": "<p>Le comité a examiné les devis des trois artisans.</p>",
            }
        )
        self.env["club.minutes.decision"].create(
            [
                {"minutes_id": minutes.id, "name": name}
                for name in ("Le devis de 4 200 € est retenu.", "La visite a lieu.")
            ]
        )
        self.env["club.minutes.action"].create(
            [
                {
                    "minutes_id": minutes.id,
                    "name": "Écrire à l’architecte",
                    "owner_id": self.anne.id,
                    "due_date": date.today() + timedelta(days=20),
                },
                {
                    "minutes_id": minutes.id,
                    "name": "Relancer la mairie",
                    "owner_id": self.yves.id,
                    "due_date": date.today() - timedelta(days=5),
                },
            ]
        )
        minutes._add_files([("devis.txt", b"4200")])
        return minutes

    def _publish(self, minutes):
        minutes._submit(self.yves)
        minutes._approve(self.anne)
        minutes._publish(self.anne)

    def _invite(self):
        """Guests of the commission's meeting: one of the whole, one of an item."""
        guests = self.env["club.event.guest"].create(
            [
                {
                    "event_id": self.events.circle.id,
                    "kind": "prospect",
                    "name": "Gaëlle Invitée",
                    "email": "gaelle@invites.example",
                    "organisation_name": "Mairie de Quimper",
                },
                {
                    "event_id": self.events.circle.id,
                    "kind": "vendor",
                    "name": "Victor Éditeur",
                    "email": "victor@editeur.example",
                    "track_ids": [(6, 0, self.events.circle.track_ids[:1].ids)],
                },
            ]
        )
        return guests[0]

    def _plan_year(self):
        """One cycle of the commission is planned and half announced, one not yet."""
        cycles = self.env["club.meeting.cycle"].create(
            [
                {
                    "name": name,
                    "programme_id": self.events.programme.id,
                    "commission_id": self.club.led.id,
                    "per_year": 2,
                    "tz": "Europe/Paris",
                    "rhythm": rhythm,
                }
                for name, rhythm in (
                    ("Patrimoine", "spread"),
                    ("Visite de chantier", "spread"),
                    ("Réunion exceptionnelle", "request"),
                )
            ]
        )
        self.events.programme._plan(cycles[0])
        cycles[0].event_ids[-1:]._announce()
        self.env["club.meeting.request"].create(
            {
                "cycle_id": cycles[2].id,
                "asker_id": self.anne.id,
                "membership_id": self.club.anne.id,
                "wish": "Une demi-journée sur les assurances, en janvier.",
            }
        )

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        circle, now = self.events.circle, self.now
        drafted, told, public = self.minutes.values()
        return {
            "/my/meetings/<>/agenda": [f"/my/meetings/{circle.id}/agenda"],
            "/my/meetings/<>/guests": [f"/my/meetings/{circle.id}/guests"],
            "/my/meetings/<>/propose": [f"/my/meetings/{circle.id}/propose"],
            "/my/meetings/<>/door": [
                f"/my/meetings/{now.id}/door",
                f"/my/meetings/{now.id}/door?search=goff&only=missing",
            ],
            "/my/meetings/<>/door/screen": [f"/my/meetings/{now.id}/door/screen"],
            "/my/meetings/<>/here": [f"/my/meetings/{now.id}/here"],
            "/club/badge/<>": [f"/club/badge/{self.badge}"],
            "/my/minutes": ["/my/minutes", "/my/minutes?search=architecte"],
            "/my/minutes/<>": [f"/my/minutes/{each.id}" for each in (drafted, told)],
            "/my/minutes/<>/write": [f"/my/minutes/{drafted.id}/write"],
            "/club/minutes/<>": [f"/club/minutes/{public.id}"],
            "/my/commissions/<>/year": [f"/my/commissions/{self.club.led.id}/year"],
            "/club/meeting/<>/<>": [
                # Each has a link of its own; making it again closes the one before.
                self._path(guest._make_link())
                for guest in circle.guest_ids
            ],
        }

    def _path(self, link):
        return link[link.index("/club/") :]
