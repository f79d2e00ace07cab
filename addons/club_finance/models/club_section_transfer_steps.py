from odoo import models
from odoo.exceptions import UserError


class ClubSectionTransfer(models.Model):
    """Proposing, confirming, refusing a transfer, and taking it back."""

    _inherit = "club.section.transfer"

    def action_propose(self):
        """Propose these transfers; one that is proposed already is left as it is.

        :raises UserError: neither money nor income would move
        """
        for transfer in self._lock_in_state("draft"):
            transfer._check_moves_something()
            # sudo: own fields; the right to write was checked.
            transfer.sudo()._propose()

    def _propose(self, awaits=None):
        """Propose a transfer in the name of the current user.

        :param awaits: the section that confirms; by default the other side
        """
        self.ensure_one()
        today = self.company_id._club_today()
        self._take_number(self.date)
        self.write(
            {
                "state": "proposed",
                "proposed_by_id": self.env.uid,
                "proposed_on": today,
                "awaits_section_id": (awaits or self._other_side()).id,
                "refused_because": False,
            }
        )
        self._tell_other_side()

    def _check_moves_something(self):
        if not self.moves_money and not self.heading_id:
            raise UserError(
                self.env._(
                    "%(giver)s and %(taker)s bank in the same account: say what the "
                    "transfer counts as, or there is nothing to book.",
                    giver=self.from_section_id.name,
                    taker=self.to_section_id.name,
                )
            )

    def _other_side(self):
        """The section that confirms: the one its proposer does not speak for.

        The association speaks for the section at the top; between two others, the one
        that gives confirms.
        """
        giver, taker = self.from_section_id, self.to_section_id
        served = self.env["club.section"]._served_by_user()
        speaks_for_giver = giver in served.sudo() if served else not giver.parent_id
        return taker if speaks_for_giver else giver

    def _confirmers(self):
        """People in office in the section that has to confirm, else the treasurers."""
        transfer = self.sudo()  # sudo: offices elsewhere decide who is told
        offices = transfer.env["club.office"].search(
            [
                ("section_id", "=", transfer.awaits_section_id.id),
                ("role", "in", ("officer", "treasurer")),
                ("is_current", "=", True),
            ]
        )
        people = offices.partner_id.filtered("user_ids")
        treasurers = transfer.env.ref("club_membership.group_club_treasurer")
        national = treasurers.all_user_ids.filtered(
            lambda user: transfer.company_id in user.company_ids and user.active
        )
        return (people or national.partner_id) - transfer.proposed_by_id.partner_id

    def _tell_other_side(self):
        for transfer in self:
            if not (people := transfer._confirmers()):
                continue
            transfer.message_notify(
                partner_ids=people.ids,
                subject=transfer.env._("To confirm: %s", transfer.reason),
                body=transfer.env._(
                    "%(who)s proposes a transfer of %(amount)s from %(giver)s to "
                    "%(taker)s: %(reason)s. Confirm or refuse it in Treasury, "
                    "Transfers.",
                    who=transfer.proposed_by_id.name,
                    amount=transfer.currency_id.format(transfer.amount),
                    giver=transfer.from_section_id.name,
                    taker=transfer.to_section_id.name,
                    reason=transfer.reason,
                ),
            )

    def action_confirm(self):
        """Confirm and book these transfers; one confirmed already stays as it is.

        :raises UserError: one proposed by oneself, refused or given up, a closed
            period
        :raises AccessError: one that waits for somebody else's section
        """
        proposed = self._lock_in_state(
            "proposed", overtaken=("draft", "refused", "cancelled")
        )
        proposed._check_seen()
        for transfer in proposed:
            transfer._check_four_eyes()
            transfer._check_side(transfer.awaits_section_id)
            # sudo: two people agreed; what is booked follows from the transfer.
            transfer.sudo()._book_transfer()

    def _check_four_eyes(self):
        me = self.env.user
        # sudo: who proposed is a colleague whom the other side need not read.
        proposer = self.sudo().proposed_by_id
        if proposer == me or proposer.partner_id == me.partner_id:
            raise UserError(
                self.env._(
                    "You proposed %(name)s yourself: somebody of %(section)s confirms "
                    "it, or another treasurer of the association.",
                    name=self.name,
                    section=self.sudo().awaits_section_id.name,
                )
            )

    def _book_transfer(self):
        label = self.env._("%(name)s: %(reason)s", name=self.name, reason=self.reason)
        move = self.env["account.move"]._club_book(
            self.company_id._club_misc_journal(),
            self.date,
            label,
            self._money_lines(label) + self._grant_lines(label),
        )
        self.write(
            {
                "state": "confirmed",
                "move_id": move.id,
                "confirmed_by_id": self.env.uid,
                "confirmed_on": self.company_id._club_today(),
            }
        )

    def _money_lines(self, label):
        giver = self.from_section_id._bank_journal()
        taker = self.to_section_id._bank_journal()
        if giver == taker:
            return []
        return [
            {
                "account": giver._club_payout_account(),
                "balance": -self.amount,
                "name": label,
            },
            {
                "account": taker._club_bank_account(),
                "balance": self.amount,
                "name": label,
            },
        ]

    def _grant_lines(self, label):
        """On one account: the association as a whole earns and spends nothing."""
        if not self.heading_id:
            return []
        line = {
            "account": self.heading_id._account(),
            "heading": self.heading_id,
            "name": label,
        }
        return [
            line | {"balance": self.amount, "section": self.from_section_id},
            line | {"balance": -self.amount, "section": self.to_section_id},
        ]

    def _refuse(self, reason):
        """Refuse these transfers.

        :param reason: a sentence for who proposed
        :raises UserError: no reason is given
        :raises AccessError: they wait for somebody else's section
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, for who proposed the transfer."))
        proposed = self._lock_in_state("proposed", overtaken=("confirmed", "cancelled"))
        for transfer in proposed:
            transfer._check_side(transfer.awaits_section_id)
            done = transfer.sudo()  # sudo: own fields; whose decision it is was checked
            done.write({"state": "refused", "refused_because": reason.strip()})
            done.message_notify(
                partner_ids=done.proposed_by_id.partner_id.ids,
                subject=done.reason,
                body=self.env._(
                    "%(name)s is refused: %(reason)s", name=done.name, reason=reason
                ),
            )

    def action_cancel(self):
        """Give up transfers that are not confirmed yet.

        :raises UserError: it is confirmed
        """
        for transfer in self._lock_in_state(
            "draft", "proposed", overtaken=("confirmed",)
        ):
            transfer.sudo().state = "cancelled"  # sudo: own field

    def action_take_back(self):
        """Mirror a confirmed transfer: the association's treasurer only.

        :raises UserError: the bank shows it, the period is closed
        :raises AccessError: anybody else
        """
        for transfer in self._lock_in_state("confirmed"):
            transfer._check_side(transfer.company_id._club_root_section())
            # sudo: the mirror of what was booked.
            transfer.sudo()._undo_transfer()

    def _undo_transfer(self):
        if self._club_seen_at_bank():
            raise UserError(
                self.env._(
                    "The bank statement shows %s: undo the bank line first.", self.name
                )
            )
        day = max(self.date, self.company_id._club_today())
        self._club_mirror_books(day, self.env._("Taken back: %s", self.name))
        self.state = "cancelled"
