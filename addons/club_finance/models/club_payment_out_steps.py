from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class ClubPaymentOut(models.Model):
    """Asking for a payment and approving it: two people."""

    _inherit = "club.payment.out"

    def _request(
        self, partner, amount, reason, section, origin, payable_lines=None, heading=None
    ):
        """Ask for a payment on behalf of the current user; asked twice, it is one.

        :param partner: who gets the money
        :param amount: in the company's currency, above zero
        :param reason: a sentence for who approves
        :param section: whose money it is
        :param origin: what it pays, as ``model,id``; that record may answer each step
            by ``_payment_out_changed(payment)``
        :param payable_lines: open ledger lines of the debt that it settles
        :param heading: what it goes to, where there is no debt in the books
        :return: the payment, new or as it was, with the rights of the caller
        :raises UserError: neither debt nor heading
        """
        # sudo: who may ask for what is the caller's business (a claim approved by an
        # officer); the payment itself still needs somebody else's approval.
        payments = self.sudo()
        payment = payments.search(
            [
                ("company_id", "=", section.company_id.id),
                ("origin", "=", origin),
                ("state", "not in", ("refused", "cancelled")),
            ],
            limit=1,
        )
        if not payment:
            payment = payments.create(
                {
                    "company_id": section.company_id.id,
                    "section_id": section.id,
                    "partner_id": partner.id,
                    "amount": amount,
                    "reason": reason,
                    "origin": origin,
                    "heading_id": heading.id if heading else False,
                    "payable_line_ids": [
                        Command.set(payable_lines.ids if payable_lines else [])
                    ],
                }
            )
            payment._ask()
        return self.browse(payment.id)

    def action_request(self):
        """Ask for these payments; one that is asked for already is left as it is.

        :raises UserError: there is nothing to say what the money goes to
        """
        for payment in self._lock_in_state("draft"):
            payment.sudo()._ask()  # sudo: own fields; the right to write was checked

    def _ask(self):
        self.ensure_one()
        if not self.heading_id and not self.payable_line_ids:
            raise UserError(
                self.env._(
                    "Say what the payment to %s goes to: choose a heading.",
                    self.partner_id.name,
                )
            )
        today = self.company_id._club_today()
        self._take_number(today)
        self.write(
            {
                "state": "requested",
                "requested_by_id": self.env.uid,
                "requested_on": today,
                "payee_iban": self._payee_iban(self.partner_id),
                "refused_because": False,
            }
        )
        self._tell_approvers()
        self._tell_origin()

    def _approvers(self):
        """Who may approve: in office in the section or above, else the treasurers."""
        # sudo: offices and people whom the asking person need not read.
        payment = self.sudo()
        offices = payment.env["club.office"].search(
            [
                ("section_id", "in", payment.section_id.ancestor_ids.ids),
                ("role", "in", ("officer", "treasurer")),
                ("is_current", "=", True),
            ]
        )
        own = offices.filtered(lambda office: office.section_id == payment.section_id)
        excluded = payment.requested_by_id.partner_id | payment.partner_id
        people = own.partner_id - excluded or offices.partner_id - excluded
        treasurers = payment.env.ref("club_membership.group_club_treasurer")
        national = treasurers.all_user_ids.filtered(
            lambda user: payment.company_id in user.company_ids and user.active
        )
        return people.filtered("user_ids") or national.partner_id - excluded

    def _tell_approvers(self):
        for payment in self:
            if not (people := payment._approvers()):
                continue
            payment.message_notify(
                partner_ids=people.ids,
                subject=payment.env._("To approve: %s", payment.reason),
                body=payment.env._(
                    "%(who)s asks to pay %(amount)s to %(payee)s: %(reason)s. "
                    "Approve or refuse it in Treasury, Payments out.",
                    who=payment.requested_by_id.name,
                    amount=payment.currency_id.format(payment.amount),
                    payee=payment.partner_id.name,
                    reason=payment.reason,
                ),
            )

    def action_approve(self):
        """Approve these payments; one approved already is left as it is.

        :raises UserError: one asked for by oneself, or paid to oneself, or no longer
            asked for
        """
        asked = self._lock_in_state(
            "requested", overtaken=("draft", "refused", "cancelled")
        )
        asked._check_seen()
        for payment in asked:
            payment._check_four_eyes()
            # sudo: own fields; whether this person may approve was checked.
            payment.sudo().write(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approver_partner_id": self.env.user.partner_id.id,
                    "approved_on": payment.company_id._club_today(),
                }
            )
            payment._tell_origin()

    def _check_four_eyes(self):
        """Somebody else has to approve what one asked for, or gets."""
        me = self.env.user
        # sudo: who asked is a colleague whom the approver need not read.
        asked_by = self.sudo().requested_by_id
        if asked_by == me or asked_by.partner_id == me.partner_id:
            raise UserError(
                self.env._(
                    "You asked for %s yourself: another officer or treasurer has to "
                    "approve it.",
                    self.name,
                )
            )
        if self.partner_id == me.partner_id:
            raise UserError(
                self.env._(
                    "%s is paid to you: another officer or treasurer has to approve "
                    "it.",
                    self.name,
                )
            )

    def _refuse(self, reason):
        """Refuse these payments.

        :param reason: a sentence for who asked
        :raises UserError: no reason is given, or it is paid
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, for who asked for the payment."))
        unpaid = self._lock_in_state("requested", "approved", overtaken=("paid",))
        for payment in unpaid:
            # sudo: own fields; the right to write was checked.
            payment.sudo().write(
                {"state": "refused", "refused_because": reason.strip()}
            )
            payment._tell_requester(
                self.env._(
                    "%(name)s is refused: %(reason)s", name=payment.name, reason=reason
                )
            )
            payment._tell_origin()

    def _tell_requester(self, sentence):
        # sudo: the asking person's address is not the approver's business.
        payment = self.sudo()
        payment.message_notify(
            partner_ids=payment.requested_by_id.partner_id.ids,
            subject=payment.reason,
            body=sentence,
        )

    def action_cancel(self):
        """Give these payments up; one that is paid has to be taken back first.

        :raises UserError: it is paid
        """
        unpaid = self._lock_in_state(
            "draft", "requested", "approved", overtaken=("paid",)
        )
        for payment in unpaid:
            payment.sudo().state = "cancelled"  # sudo: own field
            payment._tell_origin()

    def action_back_to_draft(self):
        """Change what was asked for: it has to be approved anew.

        :raises UserError: it is paid, or follows from a claim or bill
        """
        unpaid = self._lock_in_state(
            "requested", "approved", "refused", overtaken=("paid",)
        )
        for payment in unpaid:
            if payment.origin:
                raise UserError(
                    self.env._(
                        "%s follows from a claim or bill: change that one instead.",
                        payment.name,
                    )
                )
            # sudo: own fields; the right to write was checked.
            payment.sudo().write(
                {
                    "state": "draft",
                    "requested_by_id": False,
                    "requested_on": False,
                    "payee_iban": False,
                    "approved_by_id": False,
                    "approver_partner_id": False,
                    "approved_on": False,
                }
            )
