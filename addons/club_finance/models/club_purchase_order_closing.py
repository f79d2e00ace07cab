from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubPurchaseOrder(models.Model):
    """An order ends: served, closed with a reason, or its time is over."""

    _inherit = "club.purchase.order"

    def action_serve(self):
        """Say that what was ordered is paid; a second click does nothing."""
        self._end("served", self.env._("Served"))

    def action_close(self):
        """Close orders that bring nothing any more; ordinary rules go on today."""
        self._end("closed", self.env._("Closed by %s", self.env.user.name))

    def _end(self, state, reason):
        """End open orders as of today; what they held until yesterday stays held.

        :param state: ``served`` or ``closed``
        """
        orders = self._lock_in_state("open")
        for company, mine in orders.grouped("company_id").items():
            # sudo: own fields; who closes was checked with the lock.
            mine.sudo().write(
                {
                    "state": state,
                    "closed_on": company._club_today(),
                    "closing_reason": reason,
                }
            )
        return True

    def action_reopen(self):
        """Open orders again that were closed by mistake.

        :raises UserError: the order has ended by itself
        """
        orders = self._lock_in_state("served", "closed")
        for order in orders:
            if order.until < order.company_id._club_today():
                raise UserError(
                    self.env._(
                        "The order %(order)s ended on %(day)s: enter the order that "
                        "follows it.",
                        order=order.display_name,
                        day=format_date(self.env, order.until),
                    )
                )
        # sudo: own fields; who opens was checked with the lock.
        orders.sudo().write(
            {"state": "open", "closed_on": False, "closing_reason": False}
        )
        return True

    @api.model
    def _end_by_calendar(self, companies):
        """Close what ended, and call served what is paid: for the nightly job.

        :param companies: with the same day today
        """
        # sudo: the calendar's doing, nobody's.
        orders = self.sudo().search(
            [("state", "=", "open"), ("company_id", "in", companies.ids)]
        )
        today = fields.Date.context_today(companies)
        ended = orders.filtered(lambda order: order.until < today)
        if ended:
            reason = self.env._("It was open until its last day.")
            ended.write({"state": "closed", "closing_reason": reason})
        (orders - ended).filtered(lambda o: o._is_paid)._end(
            "served", self.env._("Paid")
        )

    @property
    def _is_paid(self):
        """Whether all that this order brought is paid, and nothing more may come."""
        self.ensure_one()
        if not self.due_ids or self.residual > 0:
            return False
        enough = self.currency_id.compare_amounts(self.called, self.amount) >= 0
        return bool(self.amount) and enough


class ClubMembership(models.Model):
    _inherit = "club.membership"

    @api.model
    def _cron_nightly(self):
        # Before the statuses: what ended yesterday holds nobody today.
        for companies in self.env["res.company"]._club_by_today():
            orders = self.env["club.purchase.order"].with_env(companies.env)
            orders._end_by_calendar(companies)
        return super()._cron_nightly()
