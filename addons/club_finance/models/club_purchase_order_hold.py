from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class ClubPurchaseOrder(models.Model):
    """Whom an order protects: the members whose dues its payer owes.

    The dates of the orders are read by the same statements that decide on status and
    reminders, for everybody at once. An order that was closed keeps what it held until
    then: who was a member on a date does not change afterwards.
    """

    _inherit = "club.purchase.order"

    def _held_memberships(self):
        """Memberships that these orders may hold: of the payer, or paid by them."""
        # sudo: whose status follows from an order, whoever may see them.
        memberships = self.env["club.membership"].sudo()
        dues = self.env["club.due"].sudo()  # sudo: as above
        for company, orders in self.grouped("company_id").items():
            payers = Domain("payer_id", "in", orders.partner_id.ids)
            mine = Domain("company_id", "=", company.id)
            owing = dues.search(
                mine & payers & Domain("state", "in", ("called", "partial"))
            )
            memberships |= owing.membership_id | memberships.search(
                mine & (payers | Domain("partner_id", "in", orders.partner_id.ids))
            )
        return memberships

    def _refresh_held(self, also=None):
        """Bring the status of whom these orders hold up to date.

        :param also: memberships that they held before
        """
        held = self._held_memberships()
        (held | also if also else held)._refresh()

    def _take_dues(self):
        """Put the payers' open dues under these orders, and tell the invoices."""
        taken = self.env["club.due"]._take_orders(
            SQL("d.payer_id = ANY(%s)", self.partner_id.ids)
        )
        taken._tell_invoices()


class ClubDue(models.Model):
    _inherit = "club.due"

    @api.model
    def _take_orders(self, scope):
        """Put open dues without an order under their payer's latest open one.

        One statement, whatever their number.

        :param scope: ``SQL`` on a row ``d`` of ``club_due``
        :return: the dues that got an order
        """
        self.env["club.purchase.order"].flush_model()
        self.flush_model(["order_id", "payer_id", "state", "cancelled_on"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE club_due due
                   SET order_id = found.order_id
                  FROM (SELECT DISTINCT ON (d.id) d.id, o.id AS order_id
                          FROM club_due d
                          JOIN club_purchase_order o
                            ON o.partner_id = d.payer_id
                           AND o.company_id = d.company_id AND o.state = 'open'
                         WHERE d.order_id IS NULL AND d.cancelled_on IS NULL
                           AND d.state IN ('called', 'partial') AND %s
                         ORDER BY d.id, o.date DESC, o.id DESC) found
                 WHERE found.id = due.id
                RETURNING due.id
                """,
                scope,
            )
        )
        dues = self.browse(row[0] for row in rows)
        dues.invalidate_recordset(["order_id"], flush=False)
        if dues:
            self.env["club.purchase.order"].invalidate_model(["due_ids"], flush=False)
        return dues

    def _tell_invoices(self):
        """Copy the order's references to invoices that were made before it came."""
        # sudo: references on the payer's own invoices; no amount changes.
        for order, dues in self.sudo().grouped("order_id").items():
            for invoice in dues.invoice_id:
                invoice.write(invoice.partner_id._club_invoice_references(order))


class ClubDuesCall(models.Model):
    _inherit = "club.dues.call"

    def _make_dues(self, lines):
        dues = super()._make_dues(lines)
        if dues:
            dues._take_orders(SQL("d.id = ANY(%s)", dues.ids))
        return dues


class ClubMembershipPeriod(models.Model):
    _inherit = "club.membership.period"

    @api.model
    def _held_sql(self):
        """Until when an order of who pays this term holds it.

        The order came while the term, or its days of grace, ran: an old term that
        was never paid does not come back to life.
        """
        self.env["club.purchase.order"].flush_model()
        self.env["club.due"].flush_model(["payer_id", "kind", "term_id"])
        return SQL(
            """
            GREATEST(%s, (
                SELECT max(o.ends_on)
                  FROM club_purchase_order o
                 WHERE o.company_id = p.company_id
                   AND o.partner_id = COALESCE(
                       (SELECT d.payer_id FROM club_due d
                         WHERE d.term_id = p.term_id AND d.kind = 'base'
                           AND d.cancelled_on IS NULL LIMIT 1),
                       m.payer_id, m.partner_id)
                   AND o.ends_on >= o.date
                   AND o.date <= p.date_to + COALESCE(t.grace_days, 0)))
            """,
            super()._held_sql(),
        )


class ClubReminderLevel(models.Model):
    _inherit = "club.reminder.level"

    @api.model
    def _held_sql(self):
        self.env["club.purchase.order"].flush_model()
        return SQL(
            """(%s OR EXISTS (
                SELECT FROM club_purchase_order o
                 WHERE o.company_id = d.company_id AND o.partner_id = d.payer_id
                   AND o.date <= %s AND o.ends_on >= %s))""",
            super()._held_sql(),
            fields.Date.context_today(self),
            fields.Date.context_today(self),
        )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        if closing == "struck_off":
            self._check_no_order()
        return super()._close(closing, day, reason)

    def _check_no_order(self):
        """Nobody is struck off for money that was promised in writing.

        :raises UserError: naming the member and the order
        """
        # sudo: whether an order protects them, whoever strikes off.
        orders = self.env["club.purchase.order"].sudo()
        payers = self.partner_id | self.payer_id
        found = orders.search(
            [
                ("state", "=", "open"),
                ("company_id", "in", self.company_id.ids),
                ("partner_id", "in", payers.ids),
                ("until", ">=", fields.Date.context_today(self)),
            ]
        )
        for membership in self:
            order = found.filtered(
                lambda o, m=membership: (
                    o.company_id == m.company_id and o.partner_id == m._payer
                )
            )[:1]
            if order:
                raise UserError(
                    self.env._(
                        "%(member)s is not struck off for unpaid dues while the order "
                        "%(order)s is open until %(day)s: close the order first.",
                        member=membership.display_name,
                        order=order.name,
                        day=format_date(self.env, order.until),
                    )
                )
