from odoo import fields, models
from odoo.tools import html2plaintext


class ResCompany(models.Model):
    _inherit = "res.company"

    # The books of an association are read by others than who keeps them: what was
    # posted is neither deleted, nor changed without a trace.
    restrictive_audit_trail = fields.Boolean(default=True)


class AccountMove(models.Model):
    """What changes a posted entry is said in its discussion."""

    _inherit = "account.move"

    def write(self, vals):
        if "narration" not in vals:
            return super().write(vals)
        # Odoo tracks no texts of this kind.
        posted = self.filtered("posted_before")
        before = {move: html2plaintext(move.narration or "") for move in posted}
        result = super().write(vals)
        for move in posted:
            if html2plaintext(move.narration or "") != before[move]:
                move._message_log(
                    body=self.env._(
                        "The note changed. It said: %s", before[move] or "–"
                    )
                )
        return result


class AccountMoveLine(models.Model):
    """Odoo keeps changes of accounts and amounts; here sections and partners too."""

    _inherit = "account.move.line"

    partner_id = fields.Many2one(tracking=True)

    def write(self, vals):
        if "analytic_distribution" not in vals:
            return super().write(vals)
        posted = self.filtered("move_id.posted_before")
        before = {line: line._club_sections_said() for line in posted}
        result = super().write(vals)
        for line in posted:
            after = line._club_sections_said()
            if after != before[line]:
                line.move_id._message_log(
                    body=self.env._(
                        "%(line)s: analytic account %(before)s became %(after)s.",
                        line=line.name or line.account_id.display_name,
                        before=before[line] or "–",
                        after=after or "–",
                    )
                )
        return result

    def _club_sections_said(self):
        """The analytic accounts that carry this line, in words."""
        shares = self.analytic_distribution or {}
        ids = [int(part) for key in shares for part in key.split(",")]
        accounts = self.env["account.analytic.account"].browse(ids)
        # sudo: the name of an account that the entry says already.
        return ", ".join(accounts.sudo().exists().mapped("name"))
