from odoo import fields, models
from odoo.exceptions import UserError

QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "club_prospect_import": True,
}
COPIED = ("name", "contact_name", "email", "phone", "zip", "city", "siret")


class ClubProspectImportLine(models.TransientModel):
    """One row of the vendor's list: who it is, and what becomes of it."""

    _name = "club.prospect.import.line"
    _description = "Row of the Vendor's Customers"
    _order = "weight, row, id"

    import_id = fields.Many2one(
        "club.prospect.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(readonly=True)
    # What needs a decision comes first.
    weight = fields.Integer(readonly=True)
    state = fields.Selection(
        [
            ("decide", "To decide"),
            ("error", "Refused"),
            ("duplicate", "Twice in the list"),
            ("new", "New prospect"),
            ("member", "Member already"),
            ("same", "In the campaign already"),
        ],
        readonly=True,
    )
    name = fields.Char(string="Organisation or person", readonly=True)
    contact_name = fields.Char(string="Person to speak to", readonly=True)
    email = fields.Char(readonly=True)
    phone = fields.Char(readonly=True)
    zip = fields.Char(string="Postal code", readonly=True)
    city = fields.Char(readonly=True)
    siret = fields.Char(string="SIRET", readonly=True)
    is_person = fields.Boolean(readonly=True)
    problem = fields.Text(string="What is wrong", readonly=True)
    remark = fields.Char(
        readonly=True, help="Whom the row was recognised as, or twice."
    )
    partner_id = fields.Many2one("res.partner", string="Contact known", readonly=True)
    candidate_id = fields.Many2one("res.partner", string="Looks like", readonly=True)
    membership_id = fields.Many2one("club.membership", readonly=True)
    decision = fields.Selection(
        [("same", "It is them"), ("other", "Somebody else")], readonly=True
    )

    def action_same(self):
        """It is the contact it looks like."""
        return self._decide("same")

    def action_other(self):
        """It is somebody else."""
        return self._decide("other")

    def _decide(self, decision):
        """:raises UserError: there is nothing to decide about"""
        for line in self:
            if not line.candidate_id:
                raise UserError(self.env._("%s looks like nobody known.", line.name))
        self.write({"decision": decision})
        self.import_id._compare()
        return self.import_id._show()

    def _take(self):
        """Make the prospects of these rows, the members among them as joined."""
        taken = self.filtered(lambda line: line.state in ("new", "member"))
        return (
            self.env["club.prospect"]
            .with_context(**QUIET)
            .create([line._prospect_values() for line in taken.sorted("row")])
        )

    def _prospect_values(self):
        values = {
            "recruitment_id": self.import_id.recruitment_id.id,
            "partner_id": self.partner_id.id,
            **{name: self[name] for name in COPIED},
        }
        if self.state == "member":
            values |= {
                "stage": "joined",
                "membership_id": self.membership_id.id,
                "was_member": True,
                "section_id": self.membership_id.section_id.id,
            }
        return values
