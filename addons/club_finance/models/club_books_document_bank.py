from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    # One document may wait at two banks (a transfer): told by ledger line.
    club_transit_line_id = fields.Many2one(
        "account.move.line",
        string="Ledger line put on its way",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )


class ClubBooksDocument(models.AbstractModel):
    """Where the money of a document is until the bank shows it."""

    _inherit = "club.books.document"

    def _club_waiting_lines(self):
        """[(document, ledger line, journal)] of money that the bank has not shown yet.

        Lines on their way, and lines booked straight on a bank account before its
        statements were brought in.
        """
        # sudo: recognising looks at the ledger behind documents.
        found = []
        for document in self.sudo():
            moved = document._club_transit_moves()
            straight = document.move_id.line_ids - moved.club_transit_line_id
            for line in straight | moved.line_ids:
                journal = document._club_journal_of(line)
                if journal and not line.reconciled:
                    found.append((document, line, journal))
        return found

    def _club_transit_moves(self):
        """Entries that put money of these documents on its way to the bank."""
        return self.env["account.move"].search(
            [("club_transit_line_id", "in", self.move_id.line_ids.ids)]
        )

    def _club_journal_of(self, line):
        """The bank journal on whose account, or on the way to it, a line stands."""
        for journal in self._club_journals(line):
            if line.account_id in journal._club_transit_accounts():
                return journal
            straight = line.account_id == journal.default_account_id
            if straight and line.move_id == self.move_id:
                return journal
        return self.env["account.journal"]

    def _club_journals(self, line):
        """The bank journals whose money a ledger line of this document may be."""
        return self.env["account.journal"]

    def _club_seen_at_bank(self):
        """Whether a bank statement shows money of these documents."""
        entries = self.move_id | self._club_transit_moves()
        return any(
            line.reconciled and self._club_journal_of(line) for line in entries.line_ids
        )

    def _club_mirror_books(self, day, ref):
        """Book the mirror of a document's entry, of what put it on its way as well."""
        transit = self._club_transit_moves()
        transit.club_transit_line_id = False
        for move in self.move_id | transit:
            lines = move.line_ids
            (lines.matched_debit_ids | lines.matched_credit_ids).unlink()
            mirror = self.env["account.move"]._club_mirror(move, day, ref)
            for line, back in zip(
                lines.sorted("id"), mirror.line_ids.sorted("id"), strict=True
            ):
                if line.account_id.reconcile:
                    (line + back).reconcile()


class ClubPaymentOut(models.Model):
    _inherit = "club.payment.out"

    def _club_journals(self, line):
        return self.move_id.journal_id.filtered(lambda journal: journal.type == "bank")


class ClubSectionTransfer(models.Model):
    _inherit = "club.section.transfer"

    def _club_journals(self, line):
        # Their accounts may be one and the same: the sign tells them apart.
        side = self.from_section_id if line.balance < 0 else self.to_section_id
        return side._bank_journal()


class ClubBankProposal(models.Model):
    """Settling with what was booked straight on the bank account."""

    _inherit = "club.bank.proposal"

    def _settle(self):
        # sudo: the ledger behind a line that one may confirm.
        mine = self.sudo().filtered(
            lambda proposal: proposal.kind in ("payment_out", "transfer")
        )
        for proposal in mine:
            bank = proposal.line_id.journal_id.default_account_id
            for line in proposal.move_line_ids:
                if line.account_id == bank and proposal.line_id.state != "done":
                    proposal.move_line_ids = proposal._put_line_on_its_way(line)
        return super()._settle()

    def _put_line_on_its_way(self, line):
        """Take a ledger line off the bank account, or the bank line would count the
        same money a second time.

        :return: the line that now waits for the bank
        """
        journal = self.line_id.journal_id
        journal._club_follow_bank()
        waiting = journal._club_bank_account()
        moves = self.env["account.move"]
        move = moves.search([("club_transit_line_id", "=", line.id)], limit=1)
        if not move:
            move = moves._club_book(
                journal,
                self.line_id.date,
                self.env._("Seen at the bank: %s", line.name),
                [
                    {"account": waiting, "balance": line.balance},
                    {"account": line.account_id, "balance": -line.balance},
                ],
                club_transit_line_id=line.id,
            )
        return move.line_ids.filtered(lambda each: each.account_id == waiting)
