from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

CHANNELS = ("phone", "video", "meeting")
OUTCOMES = ("answered", "mine", "other")
LINE = 200
MOST_MINUTES = 600
# Context: id of the partner who heard a question and goes on with it.
HEARD_BY = "club_ticket_heard_by"


class ClubTicket(models.Model):
    """A question asked by telephone or video, written down by whoever heard it."""

    _inherit = "club.ticket"

    caller_name = fields.Char(
        string="Name of who asked", help="Of somebody the association does not know."
    )
    caller_phone = fields.Char(string="Telephone of who asked")

    _somebody_asked = models.Constraint(
        "CHECK (partner_id IS NOT NULL OR email_from IS NOT NULL "
        "OR caller_phone IS NOT NULL)",
        "A question comes from somebody: name the person, their e-mail address or "
        "their telephone.",
    )

    @api.model
    def _log_call(self, company, author, values):
        """Write a call down; who heard the question answered it, keeps it or not.

        :param company: the association
        :param author: partner who heard it
        :param values: ``person`` (a partner, or empty: then ``caller_name`` with
            ``caller_email`` or ``caller_phone``), ``section``, ``name`` (one line),
            ``body``, ``category`` (a record or empty), ``channel``, ``outcome``
            (``answered``, ``mine`` or ``other``) and ``minutes``
        :return: the question
        :raises UserError: nobody is named, or no question
        """
        asked = self._call_values(company, author, values)
        if asked.get("partner_id") == author.id:
            raise UserError(
                self.env._("That is you: ask on your own page, somebody else answers.")
            )
        keeps = values["outcome"] != "other"
        quiet = values["outcome"] == "answered"
        tickets = self.with_context(**{HEARD_BY: author.id if keeps else False})
        ticket = tickets._ask(asked, author, acknowledge=not quiet)
        ticket = ticket.with_context(**{HEARD_BY: False})
        if quiet:
            ticket._solve(author, self._minutes(values.get("minutes")))
        return ticket

    @api.model
    def _chain(self, company, section, skill, requester, tried=()):
        """Whoever heard a question and goes on with it comes before all others."""
        chain = super()._chain(company, section, skill, requester, tried)
        if heard_by := self.env.context.get(HEARD_BY):
            # sudo: whoever wrote it down, maybe a portal user.
            partner = self.env["res.partner"].sudo().browse(heard_by)
            chain.insert(0, ("chosen", partner, self._volunteer_of(partner, company)))
        return chain

    @api.model
    def _volunteer_of(self, partner, company):
        """This person as a volunteer who serves today, maybe empty."""
        # sudo: volunteers hold no right on their own record.
        found = (
            self.env["club.volunteer"]
            .sudo()
            .search([("partner_id", "=", partner.id), ("company_id", "=", company.id)])
        )
        day = company._club_today()
        return found.filtered(lambda volunteer: volunteer._serves_on(day))

    @api.model
    def _asked_values(self, values):
        """A caller whom nobody knows may leave a telephone number only."""
        return {
            **super()._asked_values(values),
            "caller_name": values.get("caller_name") or False,
            "caller_phone": values.get("caller_phone") or False,
        }

    @api.model
    def _call_values(self, company, author, values):
        name = (values.get("name") or "").strip()
        if not name:
            raise UserError(self.env._("Write the question in one line."))
        asked = {
            "name": name[:LINE],
            "body": (values.get("body") or "").strip()[:20000] or False,
            "company_id": company.id,
            "section_id": values["section"].id,
            "category_id": values["category"].id if values.get("category") else False,
            "channel": values["channel"] if values["channel"] in CHANNELS else "phone",
        }
        if values.get("person"):
            return {**asked, "partner_id": values["person"].id}
        return {**asked, **self._stranger_values(values)}

    @api.model
    def _stranger_values(self, values):
        """How somebody the association does not know can be reached."""
        name = (values.get("caller_name") or "").strip()
        typed = (values.get("caller_email") or "").strip()
        phone = (values.get("caller_phone") or "").strip()
        if not name or not (typed or phone):
            raise UserError(
                self.env._(
                    "Choose the person in the list, or write a name with an e-mail "
                    "address or a telephone number."
                )
            )
        email = email_normalize(typed)
        if typed and not email:
            raise UserError(
                self.env._("“%s” is no e-mail address: correct it or leave it.", typed)
            )
        return {
            "partner_id": False,
            "caller_name": name[:100],
            "email_from": email or False,
            "caller_phone": phone[:40] or False,
        }

    @api.model
    def _minutes(self, typed):
        """Minutes spent as a form sent them, from 0 to 600.

        :raises UserError: no such number
        """
        text = str(typed or 0).strip()
        if not text.isdecimal() or int(text[:9]) > MOST_MINUTES:
            raise UserError(
                self.env._("Write how long it took in minutes, from 0 to 600.")
            )
        return int(text)
