from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..money.forecast import MONTHS
from .club_budget_actuals import signed


class ClubBudget(models.Model):
    """From a draft to a frozen budget, and back to a draft where it must."""

    _inherit = "club.budget"

    def action_estimate(self):
        """Take the estimates of the year before from the books again.

        :raises UserError: the budget is no draft
        """
        self.check_access("write")
        self._check_editable()
        for budget in self:
            estimates = budget._estimates()
            for line in budget.line_ids:
                line.estimate = estimates.get(
                    (budget.section_id.id, line.heading_id.id), 0.0
                )

    def action_copy_estimates(self):
        """Plan what the year before is estimated at, where nothing is planned yet.

        :raises UserError: the budget is no draft
        """
        self.check_access("write")
        self._check_editable()
        for line in self.line_ids.filtered(lambda line: not line.asked):
            line.asked = line.estimate

    def action_propose(self):
        """Hand the budgets to the association's treasurer.

        :raises UserError: nothing is planned in one of them
        """
        self.check_access("write")
        for budget in self._lock_in_state("draft"):
            if not any(budget.line_ids.mapped("asked")):
                raise UserError(
                    self.env._(
                        "Nothing is planned in the budget %s yet: give at least one "
                        "amount for the year.",
                        budget.display_name,
                    )
                )
            # sudo: own fields.
            budget.sudo().write(
                {
                    "state": "proposed",
                    "proposed_by_id": self.env.uid,
                    "proposed_on": budget.company_id._club_today(),
                    "sent_back_reason": False,
                }
            )

    def _send_back(self, reason):
        """Give proposed or approved budgets back to their sections.

        :param reason: what has to change, which their treasurers are told
        :raises AccessError: not the association's treasurer
        """
        self._check_national()
        for budget in self._lock_in_state("proposed", "approved"):
            # sudo: own fields.
            budget.sudo().write(
                {
                    "state": "draft",
                    "sent_back_reason": reason,
                    "approved_by_id": False,
                    "approved_on": False,
                }
            )
            budget.message_post(
                body=self.env._("Sent back: %s", reason),
                partner_ids=budget._treasurers().ids,
            )

    def _treasurers(self):
        """Who keeps the accounts of the section today."""
        return (
            self.section_id.office_ids.filtered(
                lambda office: office.is_current and office.role == "treasurer"
            ).partner_id
            | self.sudo().proposed_by_id.partner_id
        )

    def action_approve(self):
        """Approve what was proposed.

        :raises AccessError: not the association's treasurer
        """
        self._check_national()
        for budget in self._lock_in_state("proposed"):
            # sudo: own fields.
            budget.sudo().write(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": budget.company_id._club_today(),
                }
            )

    def action_freeze(self):
        """Put approved budgets in force: they change by a revision only, which
        replaces what was frozen before and keeps it.

        :raises AccessError: not the association's treasurer
        """
        self._check_national()
        # sudo: own fields; and what they replace, whatever its state.
        budgets = self._lock_in_state("approved").sudo()
        budgets.previous_id.filtered(lambda b: b.state == "frozen").write(
            {"state": "replaced"}
        )
        self.env.flush_all()
        budgets._freeze_months()
        for company, frozen in budgets.grouped("company_id").items():
            frozen.write(
                {
                    "state": "frozen",
                    "frozen_by_id": self.env.uid,
                    "frozen_on": company._club_today(),
                }
            )
        budgets._write_mis()

    def _freeze_months(self):
        """Share each line over the months, as the last whole year of the books went."""
        ledgers = self._ledger_of_years()
        for line in self.line_ids:
            budget = line.budget_id
            company, start = budget.company_id, budget.date_from
            before_over = company._club_months_over(company._club_year_before(start))
            begin = MONTHS if before_over == MONTHS else 0
            amounts = ledgers[company, start].get(
                (line.section_id.id, line.heading_id.id)
            )
            line.months = line._planned_months(
                amounts
                and [
                    signed(line.kind, amount)
                    for amount in amounts[begin : begin + MONTHS]
                ]
            )

    def action_revise(self):
        """Open a revision of a frozen budget: a draft that begins as what is in force.

        :return: the form of the revision, the one that is open already if there is
        :raises AccessError: not the association's treasurer
        :raises UserError: it is not frozen
        """
        self.ensure_one()
        self._check_national()
        found = self.search(
            [
                ("section_id", "=", self.section_id.id),
                ("date_from", "=", self.date_from),
                ("state", "in", ("draft", "proposed", "approved")),
            ]
        )
        if not found and not self._lock_in_state("frozen"):
            raise UserError(
                self.env._(
                    "%s is not frozen: change it as it is, or send it back.",
                    self.display_name,
                )
            )
        revision = found or self._revision()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": revision.id,
            "view_mode": "form",
        }

    def _revision(self):
        # sudo: own fields of the new one.
        return (
            self.sudo()
            .create(
                {
                    "company_id": self.company_id.id,
                    "section_id": self.section_id.id,
                    "date_from": self.date_from,
                    "version": self.version + 1,
                    "previous_id": self.id,
                    "note": self.note,
                    "line_ids": [
                        fields.Command.create(
                            {
                                "heading_id": line.heading_id.id,
                                "estimate": line.estimate,
                                "asked": line.asked,
                                "comment": line.comment,
                            }
                        )
                        for line in self.line_ids
                    ],
                }
            )
            .sudo(self.env.su)
        )

    def _check_national(self):
        """Only the association's treasurer decides about budgets."""
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(
            "club_membership.group_club_treasurer"
        ):
            raise AccessError(
                self.env._(
                    "The association's treasurer decides about budgets; sections "
                    "propose theirs."
                )
            )
