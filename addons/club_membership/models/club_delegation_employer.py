from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ResPartner(models.Model):
    """Changing employer: the person stays who they are, the company stays behind."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if {"parent_id", "is_company"} & set(vals):
            # What a login may read follows its contact's company: rules remember it.
            # sudo: whoever changes a contact may not read its logins.
            logins = self.env["res.users"].sudo()
            if logins.search_count([("partner_id", "child_of", self.ids)], limit=1):
                self.env.registry.clear_cache()
        return result

    def _change_employer(self, membership, day, new=None, successor=None):
        """Leave an organisation's team for good, and its contacts with it.

        Login, own membership and history stay the person's; what is the company's is
        no longer theirs to see from ``day`` on.

        :param membership: the organisation they leave
        :param day: first day on which they no longer work there, today at the earliest
        :param new: the membership of the organisation they join, if it is a member
        :param successor: the contact who becomes team manager, where they were the
            last one
        :return: their delegation at the new organisation, empty without
        :raises UserError: they are not in that team, leave it without manager, or
            would rewrite who acted before today
        """
        self.ensure_one()
        if day < fields.Date.context_today(self):
            raise UserError(self.env._("Choose today or a later day."))
        mine = self._club_acting(membership, day)
        if not mine:
            raise UserError(
                self.env._(
                    "%(person)s does not act for %(organisation)s.",
                    person=self.name,
                    organisation=membership.partner_id.name,
                )
            )
        if successor:
            self._club_name_successor(membership, day, successor)
        mine.write({"left_employer": True})
        mine._end(day, self.env._("Changed employer"))
        if day <= fields.Date.context_today(self):
            self._club_detach_from(membership.partner_id)
        if not new:
            return mine.browse()
        return new._name_to_team(self, "seat", day=day)

    def _club_acting(self, membership, day):
        """This person's delegations at an organisation, on ``day`` or later."""
        # sudo: asked by the person's own space, or by staff.
        return (
            self.env["club.delegation"]
            .sudo()
            .search(
                Domain("partner_id", "=", self.id)
                & Domain("membership_id", "=", membership.id)
                & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
            )
        )

    def _club_name_successor(self, membership, day, successor):
        """Make somebody of the team its manager, before the last one leaves."""
        if self not in membership._team_on(None, "manager").partner_id:
            raise UserError(self.env._("Only a team manager names another one."))
        stays = membership._has_in_team(successor, day)
        if successor == self or not (stays and membership._has_in_team(successor)):
            raise UserError(
                self.env._(
                    "Choose somebody else of the team of %s.",
                    membership.partner_id.name,
                )
            )
        email = membership._team_on().filtered(lambda d: d.partner_id == successor)
        named = membership._name_to_team(successor, "manager", email=email[:1].email)
        named._tell("club_membership.mail_template_team_hand_over")

    def _club_detach_from(self, organisation):
        """Take these people out of an organisation's contacts: what Odoo shows of a
        company to its contacts, it no longer shows them."""
        mine = self.filtered(
            lambda p: organisation in (p.parent_id, p.commercial_partner_id)
        )
        # sudo: a person's own doing, or a day that came; addresses stay as they are.
        mine.sudo().write({"parent_id": False})
        self._club_unfollow(organisation)

    def _club_unfollow(self, organisation):
        """They follow nothing of the organisation any more, its invoices first."""
        # sudo: followers of documents that the person may not read.
        followed = self.env["mail.followers"].sudo()
        rows = followed.search(
            [("partner_id", "in", self.ids), ("res_model", "=", "account.move")]
        )
        theirs = (
            self.env["account.move"]
            .sudo()
            .browse(rows.mapped("res_id"))
            .exists()
            .filtered(lambda move: move.commercial_partner_id == organisation)
        )
        rows.filtered(lambda row: row.res_id in theirs.ids).unlink()

    @api.model
    def _club_leave_employers(self, companies):
        """Detach who announced that they leave, on the day they do.

        :param companies: associations where today is the same day
        """
        today = fields.Date.context_today(self)
        # sudo: the calendar decides; run by the nightly job.
        gone = (
            self.env["club.delegation"]
            .sudo()
            .search(
                [
                    ("company_id", "in", companies.ids),
                    ("left_employer", "=", True),
                    ("date_to", "<", today),
                    ("date_to", ">=", fields.Date.subtract(today, days=7)),
                ]
            )
        )
        for organisation, rows in gone.grouped("organisation_id").items():
            people = rows.partner_id.filtered(
                lambda p, o=organisation: o not in p._club_delegations().organisation_id
            )
            people._club_detach_from(organisation)
