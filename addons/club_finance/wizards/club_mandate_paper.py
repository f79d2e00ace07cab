from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

NATIONAL = "club_membership.group_club_treasurer"


class ClubMandatePaper(models.TransientModel):
    """Enter a mandate that a payer signed on paper, with its scan."""

    _name = "club.mandate.paper"
    _description = "Mandate on Paper"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Payer",
        required=True,
        domain="[('id', 'in', payer_ids)]",
    )
    payer_ids = fields.Many2many(
        "res.partner", string="Possible payers", compute="_compute_payer_ids"
    )
    holder = fields.Char(
        string="Account holder", compute="_compute_holder", store=True, readonly=False
    )
    iban = fields.Char(string="IBAN", required=True)
    signed_on = fields.Date(string="Signed on", required=True)
    scan = fields.Binary(
        required=True, help="A photograph or a scan of the signed page."
    )
    scan_name = fields.Char()
    replaces_id = fields.Many2one(
        "club.mandate",
        string="Takes the place of",
        compute="_compute_replaces_id",
        help="The payer's mandate of today ends when you save this one.",
    )

    @api.depends("company_id")
    def _compute_payer_ids(self):
        """Members of the sections one accounts for, and who pays for them."""
        for paper in self:
            domain = [("company_id", "=", paper.company_id.id)]
            if not self._is_national():
                sections = self.env["club.section"]._served_by_user("treasurer")
                domain.append(("section_id", "in", sections.ids))
            members = self.env["club.membership"].search(domain)
            # sudo: who pays for a member whom one may read.
            payers = members.sudo().payer_id.sudo(False)
            paper.payer_ids = members.partner_id | payers

    @api.depends("partner_id")
    def _compute_holder(self):
        for paper in self:
            paper.holder = paper.partner_id.name

    @api.depends("partner_id", "company_id")
    def _compute_replaces_id(self):
        for paper in self:
            paper.replaces_id = self.env["club.mandate"].search(
                [
                    ("partner_id", "=", paper.partner_id.id),
                    ("company_id", "=", paper.company_id.id),
                    ("state", "in", ("active", "suspended")),
                ],
                limit=1,
            )

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        for paper in papers:
            paper._check_may_enter()
        return papers

    def _is_national(self):
        return self.env.su or self.env.user.has_group(NATIONAL)

    def _check_may_enter(self):
        """Treasurers of a section enter mandates of their section's payers."""
        mandates = self.env["club.mandate"]
        if self._is_national():
            mandates.check_access("write")
            return
        sections = self.env["club.section"]._served_by_user("treasurer")
        section = mandates._section_of(self.partner_id, self.company_id)
        if section.id not in sections.ids:
            raise AccessError(
                self.env._("Only the treasurer of their section enters this mandate.")
            )

    def action_save(self):
        """Begin the mandate, in place of the payer's present one if there is any."""
        self.ensure_one()
        self._check_may_enter()  # the payer may have been changed since
        if not self.signed_on or not self.scan:
            raise UserError(
                self.env._("Give the day of the signature and a scan of the page.")
            )
        facts = {
            "signed_on": self.signed_on,
            "document": self.scan,
            "document_name": self.scan_name or self.env._("Mandate"),
            "entered_by_id": self.env.uid,
        }
        # sudo: one may enter it, as was just checked.
        mandates = self.env["club.mandate"].sudo()
        if self.replaces_id:
            old = mandates.browse(self.replaces_id.id)
            new = old._replace(self.iban, self.holder, "paper", **facts)
        else:
            new = mandates._sign(
                self.partner_id,
                self.company_id,
                self.iban,
                self.holder,
                "paper",
                **facts,
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.mandate",
            "res_id": new.id,
            "view_mode": "form",
        }
