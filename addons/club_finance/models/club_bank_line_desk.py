from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_bank_proposal import CONFIDENCES


class ClubBankLine(models.Model):
    """What a treasurer does with a bank line: confirm, say what it is, undo."""

    _inherit = "club.bank.line"

    bank_label = fields.Char(
        string="Bank account of", compute="_compute_bank_label", compute_sudo=True
    )
    best_proposal_id = fields.Many2one(
        "club.bank.proposal",
        string="Best proposal",
        compute="_compute_best_proposal",
        compute_sudo=True,
    )
    proposal_count = fields.Integer(compute="_compute_best_proposal", compute_sudo=True)
    confidence = fields.Selection(
        CONFIDENCES,
        string="How sure",
        compute="_compute_best_proposal",
        compute_sudo=True,
    )
    # Text: lists show all of it, on several lines.
    sentence = fields.Text(
        string="What it is",
        compute="_compute_sentence",
        compute_sudo=True,
        help="What it became, or may be and why.",
    )

    @api.depends("journal_id.name")
    def _compute_bank_label(self):
        # compute_sudo: a section's treasurer reads no journal, and knows their bank.
        for line in self:
            line.bank_label = line.journal_id.name

    @api.depends("proposal_ids.sequence", "proposal_ids.accepted", "state")
    def _compute_best_proposal(self):
        for line in self:
            found = line.proposal_ids.sorted(lambda each: (each.sequence, each.id))
            line.proposal_count = len(found)
            # Of a line that is done, what it was; two of one line came together.
            best = (found.filtered("accepted") or found)[:1]
            line.best_proposal_id, line.confidence = best, best.confidence

    @api.depends("proposal_ids.accepted", "state", "message")
    def _compute_sentence(self):
        for line in self:
            line.sentence = line._sentence()

    def _sentence(self):
        self.ensure_one()
        accepted = self.proposal_ids.filtered("accepted")
        if self.state == "done":
            parts = [proposal._became() for proposal in accepted]
            return " · ".join(parts) or self.env._(
                "Settled by the association's treasurer, in the books."
            )
        if not self.best_proposal_id:
            return self.message or self.env._("Nothing fits by itself: say what it is.")
        best = self.best_proposal_id
        return self.env._(
            "%(what)s? %(reason)s", what=best._in_words(), reason=best.reason
        )

    def _check_confirmable(self):
        """Refuse lines that are not the user's to confirm, or are done already.

        :raises AccessError: another section's line
        :raises UserError: a line that is done
        """
        self.check_access("write")
        for line in self.filtered(lambda line: line.state == "done"):
            raise UserError(
                self.env._(
                    "%s is done already: undo it first if it is something else.",
                    line.label,
                )
            )

    def action_confirm(self):
        """Take the best proposal of each of these lines; those done are left alone.

        :raises UserError: nothing to confirm, all of them done already, or what they
            would settle is settled
        """
        self.check_access("write")
        undone = self.filtered(lambda line: line.state != "done")
        if not undone:
            self._check_confirmable()
        proposals = self.env["club.bank.proposal"]
        for line in undone:
            proposals |= line.best_proposal_id
        if not proposals:
            raise UserError(
                self.env._(
                    "Nothing is proposed for these lines: say what each of them is."
                )
            )
        # sudo: lines the user may write; what was proposed is theirs to confirm.
        proposals.sudo()._settle()

    def action_confirm_exact(self):
        """Take the exact proposals of these lines, and leave the others to a click.

        :return: a notice that says how many were confirmed and how many are left
        """
        self.check_access("write")
        exact = self.filtered(
            lambda line: line.state != "done" and line.confidence == "exact"
        )
        # sudo: as above.
        exact.best_proposal_id.sudo()._settle()
        return self._tell(
            self.env._(
                "Confirmed: %(done)s. Left to you: %(left)s.",
                done=len(exact),
                left=len(self.filtered(lambda line: line.state != "done")),
            ),
            "success" if exact else "info",
        )

    def action_undo(self):
        """Take back what these lines were settled with; it is owed again.

        :raises UserError: nothing is done yet, closed period
        """
        self.check_access("write")
        done = self.filtered(lambda line: line.state == "done")
        if not done:
            raise UserError(self.env._("None of these bank lines is done yet."))
        done._undo()

    def action_look_again(self):
        """Look afresh for what these lines may be; what is exact is settled.

        :return: a notice that says what came of it
        """
        self.check_access("write")
        run = self.env["club.bank.run"]._start(
            self, self.env._("Looked at again by %s", self.env.user.name)
        )
        return self._tell(
            self.env._(
                "Settled: %(settled)s. To confirm: %(proposed)s. Nothing found: "
                "%(todo)s.",
                settled=run.settled_count,
                proposed=run.proposed_count,
                todo=run.todo_count,
            )
        )

    def _tell(self, message, kind="success"):
        """A notice, after which the list is read again."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_match(self):
        """Ask what this line is."""
        self.ensure_one()
        self._check_confirmable()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_bank_match_action"
            ),
            "context": {"default_line_id": self.id, "dialog_size": "extra-large"},
        }

    def action_heading(self):
        """Ask under which heading these lines go."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_bank_heading_action"
            ),
            "context": {"active_model": self._name, "active_ids": self.ids},
        }


class ClubBankProposal(models.Model):
    """A proposal one may take, in words."""

    _inherit = "club.bank.proposal"

    summary = fields.Char(
        string="What it may be", compute="_compute_summary", compute_sudo=True
    )

    @api.depends("kind", "payer_id", "heading_id")
    def _compute_summary(self):
        for proposal in self:
            proposal.summary = proposal._in_words()

    def _in_words(self):
        """What this proposal says the line is, such as “Dues: Ann Le Goff”."""
        self.ensure_one()
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        who = self.heading_id.name or self.payer_id.name
        if not who:
            return kind
        return self.env._("%(kind)s: %(who)s", kind=kind, who=who)

    def action_accept(self):
        """Take these proposals.

        :raises AccessError: the line is not the user's
        :raises UserError: the line is done, or what it would settle is settled
        """
        if self != self.exists():
            raise UserError(
                self.env._(
                    "This proposal is gone: its bank line was settled, or looked at "
                    "again, by somebody else meanwhile. Look at the line afresh."
                )
            )
        self.line_id._check_confirmable()
        # sudo: lines the user may write; what was proposed is theirs to confirm.
        self.sudo()._settle()
