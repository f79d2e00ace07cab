from odoo import api, models
from odoo.fields import Domain

ROWS = 2000
LIVE = ("open", "done")


class ClubMinutes(models.Model):
    """Who reads minutes: what a space finds, and who is told of them.

    Who sits in the commission today reads all of its published minutes, of before
    their time too. Who was registered at a meeting keeps its minutes after they left
    the commission. Who is no member any more reads public ones only.
    """

    _inherit = "club.minutes"

    @api.model
    def _of_space(self, space, minutes_id=None):
        """Minutes that this space may read: published ones of their audience, and all
        of the meetings that it runs.

        :param minutes_id: only these
        """
        domain = self._readable_domain(space) | self._written_domain(space)
        if minutes_id is not None:
            domain &= Domain("id", "=", minutes_id)
        # sudo: members hold no right on minutes; the domain is their space's.
        return self.sudo().search(domain)

    @api.model
    def _written_domain(self, space):
        """Of meetings that this space runs, whatever their state."""
        hosted = self.env["event.event"]._hosted_domain(space)
        return Domain("event_id", "any", hosted)

    @api.model
    def _readable_domain(self, space):
        """Published minutes whose audience this space belongs to."""
        companies = Domain("company_id", "in", space.companies.ids)
        public = Domain("published_audience", "=", "public")
        standing = Domain("company_id", "in", space.standing.company_id.ids)
        seats = space.seats.filtered(lambda row: row._takes_part())
        mine = (
            Domain("published_audience", "=", "members")
            | Domain("event_id", "any", self._attended_domain(space))
            | Domain("published_audience", "=", "body")
            & Domain("commission_id", "in", seats.commission_id.ids)
        )
        return (
            companies & Domain("published_on", "!=", False) & (public | standing & mine)
        )

    @api.model
    def _attended_domain(self, space):
        """Meetings at which the person of this space is or was registered."""
        live = Domain("attendee_id", "=", space.person.id) & Domain("state", "in", LIVE)
        if not space.personal:
            # Who helps a company on the telephone sees what was done for it.
            live &= Domain("membership_id", "in", space.memberships.ids)
        return Domain("registration_ids", "any", live)

    @api.model
    def _public(self, minutes_id):
        """Minutes that everybody may read, empty if these are none of them."""
        # sudo: visitors hold no right on minutes; the domain is what is public.
        return self.sudo().search(
            [
                ("id", "=", minutes_id),
                ("published_audience", "=", "public"),
                ("published_on", "!=", False),
            ]
        )

    def _readers(self):
        """People who are told that these minutes are published.

        :return: res.partner, each once
        """
        self.ensure_one()
        hosts = self.event_id._hosts()
        standing = self._people_in_standing()
        if self.published_audience in ("members", "public"):
            return hosts | standing
        registered = self.event_id.registration_ids.filtered(
            lambda one: one.active and one.state in LIVE
        ).attendee_id
        told = registered & standing
        if self.published_audience == "body":
            seats = self.commission_id.member_ids.filtered(lambda s: s._takes_part())
            told |= seats.partner_id
        return hosts | told

    def _people_in_standing(self):
        """Members of the association today, and who acts for a member today."""
        company = Domain("company_id", "=", self.company_id.id)
        members = self.env["club.membership"].search(
            company & Domain("is_member", "=", True)
        )
        own = members.partner_id.filtered(lambda partner: not partner.is_company)
        acting = self.env["club.delegation"].search(
            Domain("membership_id", "any", company & Domain("is_member", "=", True))
            & Domain("is_current", "=", True)
        )
        return own | acting.partner_id

    def _tell_readers(self):
        """Have everybody told who may read them, once."""
        readers = self._readers()
        notices = self.env["club.event.notice"]
        for start in range(0, len(readers), ROWS):
            chunk = readers[start : start + ROWS]
            notices._note("minutes", [(self.event_id, person) for person in chunk])
