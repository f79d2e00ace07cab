from odoo import fields, models


class ClubRoadmapAuthor(models.Model):
    """Whose a request, a pain point or a comment is. Nobody has a right on it: pages
    ask the record, which tells only what its author has chosen to show."""

    _name = "club.roadmap.author"
    _description = "Author of a Contribution"
    _log_access = False
    _rec_name = "model"

    model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="model", required=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)

    _record_uniq = models.UniqueIndex(
        "(model, res_id)", "A contribution has one author."
    )

    def _label(self):
        """What stands beside a contribution whose author is shown: the member."""
        return self.membership_id.partner_id.name if self else False

    def _is_of(self, person):
        """Whether it is this person's, or of an organisation they speak for today."""
        self.ensure_one()
        if person == self.partner_id:
            return True
        membership = self.membership_id
        return membership.partner_id.is_company and membership._club_speaks(person)
