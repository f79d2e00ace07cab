from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

ONE_DAY = timedelta(days=1)


class ClubMembership(models.Model):
    """Becoming a member: admitted, approved or taken back, and called at once."""

    _inherit = "club.membership"

    def _admit(self, vals):
        """Admit somebody: open or reopen their membership, call their first dues.

        :param vals: ``partner_id``, ``type_id`` and optionally ``section_id``,
            ``joined_on``, ``payer_id``, ``headcount``, ``seats``, ``chosen_amount``,
            ``due_date`` and any other field of a membership
        :return: the membership
        :raises UserError: they are a member already, or cannot be priced
        """
        vals = dict(vals)
        due_date = vals.pop("due_date", None)
        joined_on = fields.Date.to_date(
            vals.pop("joined_on", None) or fields.Date.context_today(self)
        )
        company = self.env["res.company"].browse(
            vals.setdefault("company_id", self.env.company.id)
        )
        membership = self._existing(vals["partner_id"], company)
        if membership.is_member:
            raise UserError(
                self.env._(
                    "%(member)s is already a member (number %(number)s): renew or "
                    "change that membership instead.",
                    member=membership.partner_id.name,
                    number=membership.number,
                )
            )
        if membership:
            membership._reopen({k: v for k, v in vals.items() if k != "partner_id"})
        else:
            membership = self.create(vals)
        membership._approve(joined_on, due_date)
        return membership

    def _existing(self, partner_id, company):
        """The membership this partner has already here, which the user may see.

        :raises UserError: it stands in a section out of the user's reach
        """
        # sudo: an officer cannot see other sections, and must not create a second
        # membership for their members all the same.
        membership = (
            self.sudo()
            .search(
                [
                    ("partner_id", "=", partner_id),
                    ("company_id", "=", company.id),
                    ("merged_into_id", "=", False),
                ]
            )
            .sudo(self.env.su)
        )
        if membership and not membership.has_access("write"):
            raise UserError(
                self.env._(
                    "This person or organisation already has a membership in another "
                    "section: ask the secretary to transfer it."
                )
            )
        return membership

    def _reopen(self, vals):
        """Take a former member back, under the same number."""
        if self.closing == "deceased":
            raise UserError(
                self.env._("%s is recorded as deceased.", self.partner_id.name)
            )
        self.check_access("write")
        # sudo: these fields are closed to hand-writing; the register keeps the trace.
        self.sudo().write({"closing": False, "closed_on": False, **vals})
        self._refresh()

    def _rejoin(self, day, kind=None, section=None):
        """Take a former member back from ``day`` on and call their dues."""
        self.ensure_one()
        if self.is_member:
            raise UserError(self.env._("%s is a member already.", self.display_name))
        self._reopen(
            {
                **({"type_id": kind.id} if kind else {}),
                **({"section_id": section.id} if section else {}),
            }
        )
        self._approve(day)

    def action_approve(self):
        """Approve an application: the first dues are called at once."""
        for membership in self:
            if membership.state != "applied" or membership.approved_on:
                raise UserError(
                    self.env._(
                        "%s is not an application waiting for approval.",
                        membership.display_name,
                    )
                )
            membership._approve(membership.joined_on or fields.Date.context_today(self))

    def _approve(self, joined_on, due_date=None):
        self.ensure_one()
        self.check_access("write")
        # sudo: these fields are closed to hand-writing.
        self.sudo().write(
            {
                "approved_on": fields.Date.context_today(self),
                "joined_on": self.joined_on or joined_on,
            }
        )
        self._call_now(joined_on, due_date)

    def action_call_now(self):
        """Call the next dues of one member outside any campaign."""
        for membership in self:
            today = fields.Date.context_today(self)
            last = membership._last_day()
            starts = last + ONE_DAY if last else today
            # A member in grace renews from the day after the last one; somebody who
            # lapsed begins again today.
            membership._call_now(starts if membership.is_member else max(starts, today))

    def _call_now(self, starts_on, due_date=None):
        """Make and run a call for this member alone.

        :param starts_on: a day of the period to call
        :param due_date: payable by, by default 30 days from today
        :return: the call
        :raises UserError: naming what prevents it
        """
        self.ensure_one()
        # Who makes calls may call one member; who admits members may call theirs.
        if not self.env["club.dues.call"].has_access("create"):
            self.check_access("write")
        today = fields.Date.context_today(self)
        # sudo: a regional officer admits members but makes no calls; the call is the
        # consequence of the admission, for this one member.
        call = (
            self.env["club.dues.call"]
            .sudo()
            .with_company(self.company_id)
            .create(
                {
                    "name": self.env._("Dues of %s", self.partner_id.name),
                    "kind": "single",
                    "company_id": self.company_id.id,
                    "date": today,
                    "due_date": max(
                        fields.Date.to_date(due_date) or today + timedelta(days=30),
                        today,
                    ),
                    "term_from": min(starts_on, today),
                    "term_to": max(starts_on, today),
                    # Somebody one meets, or telephones: they are told face to face.
                    "include_unreachable": True,
                }
            )
        )
        call._stage_lines(self.ids, starts_on)
        line = call.line_ids
        if line.state != "ready":
            raise UserError(call._why_not_called(self, line))
        call._run_now()
        if line.state == "failed":
            raise UserError(line.message)
        return call
