from odoo import models


class ClubExpense(models.Model):
    """Who hears of a claim, and when."""

    _inherit = "club.expense"

    def _deciders(self):
        """Officers and treasurers of the section, else of the nearest one above it
        that has any; never who claims or sent it."""
        self.ensure_one()
        section, found = self.section_id, self.env["res.partner"]
        while section and not found:
            offices = section.office_ids.filtered(
                lambda office: (
                    office.is_current and office.role in ("officer", "treasurer")
                )
            )
            found = offices.partner_id - self.partner_id - self.submitted_by_id
            section = section.parent_id
        return found

    def _tell_deciders(self):
        for expense in self:
            expense.message_post(
                body=self.env._(
                    "%s sent this claim: decide on it, please.",
                    expense.partner_id.name,
                ),
                subject=expense.display_name,
                partner_ids=expense._deciders().ids,
                message_type="notification",
                subtype_xmlid="mail.mt_comment",
            )

    def _tell_claimer(self):
        """Say to who claims what became of it, in their language."""
        for expense in self:
            person = expense.partner_id
            told = expense.with_context(lang=person.lang or self.env.lang)
            told.message_post(
                body=told._outcome_sentence(),
                subject=told.display_name,
                partner_ids=person.ids,
                message_type="notification",
                subtype_xmlid="mail.mt_comment",
            )

    def _outcome_sentence(self):
        """What became of a claim, for who claims."""
        self.ensure_one()
        reason = self.decision_reason or ""
        sentences = {
            "draft": self.env._("Not sent yet."),
            "submitted": self.env._("Sent: your section decides on it."),
            "approved": self.env._("Accepted: it will be paid to you."),
            "paid": self.env._("Paid to you."),
            "waived": self.env._("Accepted, and recorded as a donation. Thank you."),
            "refused": self.env._(
                "Refused: %s. You can correct it and send it again.",
                reason.rstrip("."),
            ),
            "cancelled": self.env._("Cancelled: %s", reason),
        }
        return sentences[self.state]
