import hashlib
import secrets

from odoo import api, fields, models

from ..feed import write_calendar
from .club_signin_link import token_hash


class ClubCalendarFeed(models.Model):
    """The address at which one person's own calendar follows their dates here.

    Whoever has the address reads the dates: it is a secret, shown once, and kept as
    a hash. Addons that know dates of a person inherit ``_contents`` and ``_entries``.
    """

    _name = "club.calendar.feed"
    _description = "Address of a Member's Calendar"
    _order = "id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    token_hash = fields.Char(required=True)
    made_on = fields.Date(required=True)
    read_on = fields.Date(string="Last followed on")
    # What was read last: telephones ask whether it changed since.
    content_hash = fields.Char()
    changed_at = fields.Datetime()

    _person_company_uniq = models.UniqueIndex(
        "(partner_id, company_id)",
        "There is an address already: make a new one in its place.",
    )
    _token_uniq = models.UniqueIndex("(token_hash)")

    # What addons bring

    @api.model
    def _contents(self, space):
        """What the calendar of this space holds, one short phrase each; without any,
        there is nothing to follow.

        :param space: a ``Space``
        """
        return []

    @api.model
    def _entries(self, person, company):
        """The dates of this person: nothing that only staff know, and names nobody
        without need, since the address may be passed on.

        :param person: res.partner, readable, in whose language texts are written
        :return: list of ``feed.Entry``
        """
        return []

    # The address

    @api.model
    def _of_space(self, space):
        """The feed of the space's person in its association, empty if none."""
        # sudo: members have no right here; a space starts from its person.
        return self.sudo().search(
            [
                ("partner_id", "=", space.person.id),
                ("company_id", "=", space.company.id),
            ]
        )

    @api.model
    def _make(self, space):
        """A new address for the person; the one of before stops working.

        :return: the address, that nobody can ever read again here
        """
        token = secrets.token_urlsafe(32)
        values = {
            "token_hash": token_hash(token),
            "made_on": fields.Date.context_today(self),
            "read_on": False,
            "content_hash": False,
            "changed_at": False,
        }
        if feed := self._of_space(space):
            feed.write(values)
        else:
            # sudo: as in _of_space
            self.sudo().create(
                {
                    "partner_id": space.person.id,
                    "company_id": space.company.id,
                    **values,
                }
            )
        return f"{self.get_base_url()}/club/calendar/{token}.ics"

    @api.model
    def _find(self, token):
        """The feed that this secret opens, empty whatever the reason if none."""
        # sudo: the secret is the right to read this one calendar.
        feed = self.sudo().search([("token_hash", "=", token_hash(token))])
        return feed if feed and feed._is_open() else self.browse()

    def _is_open(self):
        """Whether the person is still there: not archived, erased or deceased, and
        not shut out."""
        self.ensure_one()
        person = self.partner_id.with_context(active_test=False)
        gone = person.club_erased_on or person.club_deceased_on
        users = person.user_ids
        shut_out = users and not any(users.mapped("active"))
        return person.active and not gone and not shut_out

    # The file

    def _read_file(self):
        """The calendar as it stands today; notes that it was followed, by the day.

        :return: (bytes, their hash, when they changed last: naive, in UTC)
        """
        self.ensure_one()
        person = self.partner_id
        reader = self.with_context(
            lang=person.lang or self.company_id.partner_id.lang or self.env.lang
        )
        company = reader.company_id
        content = write_calendar(
            company.name, reader._entries(reader.partner_id, company)
        )
        digest = hashlib.sha256(content).hexdigest()
        values = {}
        today = company._club_today()
        if self.read_on != today:
            values["read_on"] = today
        if self.content_hash != digest:
            now = fields.Datetime.now()
            values.update(content_hash=digest, changed_at=now)
        if values:
            self.write(values)
        return content, digest, self.changed_at
