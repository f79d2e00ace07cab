from odoo import fields, models
from odoo.exceptions import UserError


class ClubTrace(models.Model):
    """One thing done for a member by somebody else: staff on the telephone, a guardian.

    Written once, never changed: it is what the member is shown when they ask.
    """

    _name = "club.trace"
    _description = "Done on Behalf"
    _order = "id desc"
    _rec_name = "action"

    user_id = fields.Many2one(
        "res.users", string="Done by", required=True, index=True, ondelete="restrict"
    )
    person_id = fields.Many2one(
        "res.partner", string="For", required=True, index=True, ondelete="restrict"
    )
    membership_id = fields.Many2one(
        "club.membership", index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    section_id = fields.Many2one(related="membership_id.section_id")
    mode = fields.Selection(
        [("staff", "Staff, on the telephone"), ("guardian", "Guardian")], required=True
    )
    action = fields.Char(required=True, help="What was done, as the member reads it.")

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("What was done on behalf of a member is not rewritten.")
        )
