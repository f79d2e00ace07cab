from odoo import fields, models
from odoo.exceptions import UserError


class ClubMembership(models.Model):
    """Applications: on paper today, decided later, and called only then."""

    _inherit = "club.membership"

    def _record_application(self, vals):
        """Record that somebody asks to join, without approving it: nothing is called.

        :param vals: as in ``_admit``; a day in the future is when they wish to join
        :return: the membership, in state applied
        :raises UserError: they are a member or an applicant already, or a former
            member whom rejoining takes back
        """
        vals = dict(vals)
        vals.pop("due_date", None)
        today = fields.Date.context_today(self)
        wished_on = fields.Date.to_date(vals.pop("joined_on", None))
        company = self.env["res.company"].browse(
            vals.setdefault("company_id", self.env.company.id)
        )
        if wished_on and wished_on > today:
            vals["joined_on"] = wished_on
        membership = self._existing(vals["partner_id"], company)
        membership._check_may_apply()
        if not membership:
            return self.create({**vals, "applied_on": today})
        del vals["partner_id"]
        membership._reopen({**vals, "applied_on": today, "approved_on": False})
        if membership.state != "applied":
            raise UserError(
                self.env._(
                    "%(member)s was a member before (number %(number)s): open that "
                    "membership and choose Rejoin.",
                    member=membership.partner_id.name,
                    number=membership.number,
                )
            )
        return membership

    def _check_may_apply(self):
        """Refuse an application of who is a member, or applied already."""
        if self.is_member:
            raise UserError(
                self.env._(
                    "%(member)s is already a member (number %(number)s): renew or "
                    "change that membership instead.",
                    member=self.partner_id.name,
                    number=self.number,
                )
            )
        if self.state == "applied":
            raise UserError(
                self.env._(
                    "%(member)s has already applied (number %(number)s): open that "
                    "application instead.",
                    member=self.partner_id.name,
                    number=self.number,
                )
            )
