from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubDue(models.Model):
    """What an accountant did to the invoice of a due, said on the due."""

    _inherit = "club.due"

    books_note = fields.Char(
        string="In the books", compute="_compute_books_note", compute_sudo=True
    )

    @api.depends("invoice_id.state", "state", "waived_on", "cancelled_on", "amount")
    def _compute_books_note(self):
        for due in self:
            decided = due.waived_on or due.cancelled_on
            due.books_note = not decided and due.invoice_id and due._books_problem()

    def _books_problem(self):
        """A sentence when the books no longer ask for this due, else False."""
        self.ensure_one()
        facts = {"invoice": self.invoice_id._get_move_display_name()}
        if self.invoice_id.state == "cancel":
            return self.env._(
                "%(invoice)s was cancelled in accounting: nothing is asked any more. "
                "Cancel these dues to call them again, or have the invoice confirmed "
                "again.",
                **facts,
            )
        if self.invoice_id.state == "draft":
            return self.env._(
                "%(invoice)s is a draft in accounting: no payment can be booked "
                "before it is confirmed again.",
                **facts,
            )
        if self.state != "cancelled":
            return False
        if self.currency_id.is_zero(self.amount):
            return self.env._(
                "These dues were taken off %(invoice)s in accounting: nothing is asked "
                "any more. Cancel them to call them again.",
                **facts,
            )
        return self.env._(
            "%(invoice)s was credited in full in accounting: nothing is asked any "
            "more. Cancel these dues to call them again.",
            **facts,
        )


class AccountMove(models.Model):
    """An accountant cancels, resets or deletes an invoice of dues."""

    _inherit = "account.move"

    def button_draft(self):
        result = super().button_draft()
        self._tell_members(
            self.env._("%(invoice)s was reset to draft in accounting: payments wait.")
        )
        return result

    def button_cancel(self):
        result = super().button_cancel()
        self._tell_members(
            self.env._(
                "%(invoice)s was cancelled in accounting: these dues ask for nothing."
            )
        )
        return result

    def _tell_members(self, sentence):
        """Leave a note on the memberships whose dues these invoices ask for.

        :param sentence: with ``%(invoice)s`` in it
        """
        if self.env.context.get("club_own_decision"):
            return
        # sudo: an accountant need not see members for them to learn of it.
        for move in self.sudo().filtered("club_due_ids"):
            for membership in move.club_due_ids.membership_id:
                membership.message_post(
                    body=sentence % {"invoice": move._get_move_display_name()}
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_dues(self):
        for move in self.sudo().filtered("club_due_ids"):
            raise UserError(
                self.env._(
                    "%(invoice)s asks for dues of %(members)s: cancel it instead, so "
                    "that they keep their trace.",
                    invoice=move._get_move_display_name(),
                    members=", ".join(move.club_due_ids.partner_id.mapped("name")),
                )
            )
