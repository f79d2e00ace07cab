from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import hmac

from ..attendance import session_code

# Typed codes, for somebody with a typing error; not for trying them out.
CODES_PER_HOUR = 20
# Names looked up at the door: enough for a full hall, too few to copy a register.
LOOKUPS_PER_HOUR = 120
FOUND = 6
AROUND = timedelta(hours=1)


class EventEvent(models.Model):
    """Who stands at the door of a meeting, and what they see and do there."""

    _inherit = "event.event"

    door_partner_ids = fields.Many2many(
        "res.partner",
        "club_event_door_rel",
        "event_id",
        "partner_id",
        string="Door people",
        domain="[('is_company', '=', False)]",
        help="Who signs people in on their telephone, besides the hosts.",
    )

    def _runs_door(self, user, person):
        """Whether somebody may sign people in here: staff who change this meeting,
        Odoo's desk, hosts and door people.

        :param user: who is logged in
        :param person: res.partner whose space it is
        """
        self.ensure_one()
        if person and (self._is_host(person) or self._minds_door(person)):
            return True
        return bool(user) and self._is_run_by(user)

    def _minds_door(self, person):
        """Whether this person was asked to stand at the door."""
        self.ensure_one()
        # sudo: a relation of the meeting decides, of which a portal user reads none.
        return bool(person) and person.id in self.sudo().door_partner_ids.ids

    @api.model
    def _of_door(self, space, meeting_id):
        """The meeting with this id if the space may run its door, empty otherwise.

        :param meeting_id: id from the address bar
        """
        # sudo: to find out whether they run its door; see _runs_door.
        event = self.sudo().search(
            Domain("id", "=", meeting_id)
            & Domain("company_id", "in", [*space.companies.ids, False])
        )
        user = space.user if space.mode != "guardian" else self.env["res.users"]
        person = space.person if space.personal else self.env["res.partner"]
        return event if event and event._runs_door(user, person) else self.browse()

    # The code that is shown while the meeting runs

    def _code_secret(self):
        # sudo: the secret of the database, of which only a digest leaves.
        return hmac(self.env(su=True), "club-meeting-code", self.id)

    def _session_code(self):
        """The code to show now, for people who sign themselves in."""
        self.ensure_one()
        return session_code.shown(self._code_secret(), fields.Datetime.now())

    def _runs_now(self):
        """Whether people sign in now: from an hour before until an hour after."""
        now = fields.Datetime.now()
        return (
            not self.cancelled_on
            and self.date_begin - AROUND <= now <= self.date_end + AROUND
        )

    def _count_code(self, space):
        """Count a try; outside what a refusal takes back.

        :return: whether one was left
        """
        rates = self.env["club.rate"].sudo()  # sudo: counted, whoever tries
        return rates._allow("meeting_code", f"{space.user.id}", CODES_PER_HOUR, 60)

    def _sign_in_by_code(self, space, typed, presence=None, counted=True):
        """Sign in whoever reads the code that the meeting shows.

        :param space: a ``Space``
        :param typed: the code
        :param presence: ``site`` or ``remote``; None: as registered
        :param counted: what ``_count_code`` said
        :return: what the door answers
        :raises UserError: wrong or old code, or no registration
        """
        self.ensure_one()
        if not counted:
            raise UserError(
                self.env._(
                    "Too many codes were tried. Ask the host of the meeting to tick "
                    "your name."
                )
            )
        now = fields.Datetime.now()
        right = session_code.matches(self._code_secret(), typed or "", now)
        if not right or not self._runs_now():
            raise UserError(
                self.env._(
                    "This is not the code shown now: it changes every few minutes. "
                    "Read it again, or ask the host to tick your name."
                )
            )
        rows = self._own_registrations(space)
        if not rows:
            raise UserError(
                self.env._(
                    "You are not registered for %s: ask the host of the meeting.",
                    self.name,
                )
            )
        ready = rows.filtered(lambda row: row._door_state() == "ready")
        return (ready or rows)[0]._sign_in(space.person, presence)

    def _own_registrations(self, space):
        """Registrations of the person of this space here, those of today first."""
        # sudo: one's own registrations, of which members hold no right.
        rows = (
            self.env["event.registration"]
            .sudo()
            .search(
                [
                    ("event_id", "=", self.id),
                    ("attendee_id", "=", space.person.id),
                    ("state", "!=", "cancel"),
                ],
                order="event_slot_id, id",
            )
        )
        return rows.sorted(lambda row: not row._is_door_day())
