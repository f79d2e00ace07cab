from odoo import fields, models
from odoo.exceptions import UserError

from .club_request import FEASIBILITY


class ClubVendorDraft(models.Model):
    """An answer that the vendor has begun: its people see it, the club does not."""

    _name = "club.vendor.draft"
    _description = "Vendor's Draft"
    _log_access = False
    _rec_name = "line_id"

    line_id = fields.Many2one("club.dossier.line", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    feasibility = fields.Selection(FEASIBILITY)
    cost_points = fields.Char()
    version = fields.Char(help="Id of a version of the product.")
    version_name = fields.Char()
    version_date = fields.Date()
    reason = fields.Text()
    contact_name = fields.Char()

    _line_uniq = models.UniqueIndex("(line_id)", "A line has one draft.")

    def _said(self):
        """What the draft says, as ``_read_answer`` takes it."""
        return {
            "feasibility": self.feasibility or "",
            "cost_points": self.cost_points or "",
            "version": self.version or "",
            "version_name": self.version_name or "",
            "version_date": self.version_date,
            "reason": self.reason or "",
        }


class ClubDossierLine(models.Model):
    _inherit = "club.dossier.line"

    def _draft(self):
        """The draft of each of these lines, with full rights: {line: draft}."""
        # sudo: nobody holds a right on drafts; lines were found among the vendor's.
        drafts = self.env["club.vendor.draft"].sudo()
        return {
            draft.line_id: draft
            for draft in drafts.search([("line_id", "in", self.ids)])
        }

    def _save_draft(self, contact, said):
        """Keep what was typed, complete or not, until it is given.

        :param said: see ``_read_answer``
        """
        self.ensure_one()
        self._check_answering(contact)
        try:
            day = fields.Date.to_date(said.get("version_date") or None)
        except ValueError:
            raise UserError(
                self.env._("Give the date of the new version, a day to come.")
            ) from None
        known = said.get("feasibility") in dict(FEASIBILITY)
        vals = {
            "feasibility": said["feasibility"] if known else False,
            "cost_points": str(said.get("cost_points") or "")[:20],
            "version": str(said.get("version") or "")[:20],
            "version_name": (said.get("version_name") or "").strip()[:60],
            "version_date": day,
            "reason": (said.get("reason") or "").strip()[:10000],
            "contact_name": contact.partner_id.name,
        }
        draft = self._draft().get(self)
        if draft:
            draft.write(vals)
        else:
            # sudo: as in _draft.
            self.env["club.vendor.draft"].sudo().create({**vals, "line_id": self.id})


class ClubDossier(models.Model):
    _inherit = "club.dossier"

    def _give_drafts(self, contact):
        """Give all drafts that are complete: all or none.

        :return: how many
        :raises UserError: names each line that is not ready
        """
        self.ensure_one()
        drafts = self.line_ids._draft()
        if not drafts:
            raise UserError(self.env._("There is no draft to give."))
        problems = []
        for line, draft in drafts.items():
            try:
                line._check_answering(contact)
                line._read_answer(draft._said())
            except UserError as problem:
                problems.append(f"{line.number}: {problem}")
        if problems:
            raise UserError("\n".join(problems))
        for line, draft in drafts.items():
            line._give(contact, draft._said())
        return len(drafts)
