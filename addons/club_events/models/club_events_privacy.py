from odoo import api, models
from odoo.fields import Domain
from odoo.tools import escape_psql

REGISTRATION = (
    "event_id",
    "name",
    "email",
    "phone",
    "company_name",
    "state",
    "hold",
    "presence",
    "create_date",
    "date_closed",
)


class ResPartner(models.Model):
    """Of who is forgotten it stays that somebody came, decided and was certified."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        # sudo: as for their other data; who may erase was checked.
        people = self.sudo()
        # First: the addresses by which they are found are forgotten next.
        for person in people:
            person._club_forget_meetings()
        people.env["club.event.notice"].search(
            [("partner_id", "in", self.ids)]
        ).unlink()
        return super()._club_forget_elsewhere()

    def _club_forget_meetings(self):
        """Names and addresses that meetings copied; answers, words, visits."""
        env, name = self.env, self._club_former_name()
        registrations = self._club_registrations()
        live = registrations.filtered(
            lambda row: row.state in ("draft", "open") and not row.event_id.is_finished
        )
        live.action_cancel()
        registrations._forget(name)
        self._club_guests()._forget(name)
        tracks = env["event.track"].search(
            Domain("owner_id", "=", self.id)
            | Domain("proposed_by_id", "=", self.id)
            | Domain("partner_id", "=", self.id)
        )
        tracks.write(
            {
                "partner_name": name,
                "partner_email": False,
                "partner_phone": False,
                "partner_biography": False,
                "partner_function": False,
                "partner_company_name": False,
                "contact_email": False,
                "contact_phone": False,
                "image": False,
            }
        )
        self._club_prospects()._forget()
        env["website.visitor"].search([("partner_id", "=", self.id)]).unlink()

    def _club_registrations(self):
        """What this person is or was registered for: as a contact, alone, or by their
        name and address, typed by somebody else."""
        alone = (
            Domain("attendee_id", "=", False)
            & Domain("booking_id", "=", False)
            & Domain("partner_id", "=", self.id)
        )
        typed = Domain("attendee_id", "=", False) & self._club_typed("email", "name")
        return (
            self.env["event.registration"]
            .with_context(active_test=False)
            .search(Domain("attendee_id", "=", self.id) | alone | typed)
        )

    def _club_guests(self):
        """Invitations to meetings that this person was sent."""
        typed = Domain("partner_id", "=", False) & self._club_typed("email", "name")
        return self.env["club.event.guest"].search(
            Domain("partner_id", "=", self.id) | typed
        )

    def _club_prospects(self):
        """Where the campaigns know this person, as a contact or by their address."""
        typed = self._club_typed("email_normalized", "contact_name")
        return (
            self.env["club.prospect"]
            .with_context(active_test=False)
            .search(Domain("partner_id", "=", self.id) | typed)
        )

    def _club_typed(self, email, name):
        """Rows that hold an address of this person; of a mailbox that several people
        share, those with their name.

        :param email: field of the address
        :param name: field of the name
        """
        addresses = self._club_addresses()
        typed = Domain.OR(
            Domain(email, "=ilike", escape_psql(address)) for address in addresses
        )
        others = Domain("email_normalized", "in", list(addresses))
        if self.search_count(others & Domain("id", "!=", self.id), limit=1):
            typed &= Domain(name, "=ilike", escape_psql(self.name or ""))
        return typed


class ClubDataExport(models.AbstractModel):
    """The meetings of a person's year, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        person = person.sudo()
        env, mine = person.env, [("partner_id", "=", person.id)]
        return {
            **super()._parts_besides(person),
            "meetings": (person._club_registrations(), REGISTRATION),
            "bookings_of_meetings": (
                env["club.event.booking"].search([("booker_id", "=", person.id)]),
                ("reference", "event_id", "payer_id", "create_date"),
            ),
            "invitations_to_meetings": (
                person._club_guests(),
                ("event_id", "kind", "name", "email", "invited_on", "declined_on"),
            ),
            "items_of_agendas": (
                env["event.track"].search(
                    [
                        "|",
                        ("owner_id", "=", person.id),
                        ("proposed_by_id", "=", person.id),
                    ]
                ),
                ("event_id", "name", "club_kind", "create_date"),
            ),
            "minutes_written": (
                env["club.minutes"].search([("author_id", "=", person.id)]),
                ("event_id", "name", "date", "state"),
            ),
            "actions": (
                env["club.minutes.action"].search([("owner_id", "=", person.id)]),
                ("name", "due_date", "state", "done_on", "outcome"),
            ),
            "training_certificates": (
                env["club.training.certificate"].search(mine),
                ("number", "training_id", "date", "date_end"),
            ),
            "benefits_used": (
                env["club.benefit.use"].search(mine),
                ("benefit_id", "membership_id", "date"),
            ),
            "recruitment": (
                person._club_prospects(),
                ("recruitment_id", "name", "email", "phone", "stage", "create_date"),
            ),
            "mails_about_meetings": (
                env["club.event.notice"].search(mine),
                ("event_id", "level", "date", "state"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who can see a person's meetings."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "event.registration": self.env._("meetings"),
            "club.training.certificate": self.env._("training certificates"),
            "club.benefit.use": self.env._("benefits used"),
        }
