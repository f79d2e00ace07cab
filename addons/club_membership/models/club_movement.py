from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

KINDS = [
    ("joined", "Joined"),
    ("renewed", "Renewed"),
    ("moved", "Moved section"),
    ("type_changed", "Changed type"),
    ("resigned", "Resigned"),
    ("rejoined", "Rejoined"),
    ("struck_off", "Struck off"),
    ("excluded", "Excluded"),
    ("deceased", "Deceased"),
    ("merged", "Merged"),
    ("absorbed", "Absorbed"),
]


class ClubMovement(models.Model):
    """One line of the register of members: written once, never changed."""

    _name = "club.movement"
    _description = "Register of Movements"
    _order = "date desc, id desc"
    _rec_name = "kind"

    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(related="membership_id.partner_id", string="Member")
    kind = fields.Selection(KINDS, required=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    period_id = fields.Many2one(
        "club.membership.period", index="btree_not_null", ondelete="restrict"
    )
    section_id = fields.Many2one("club.section", index=True, ondelete="restrict")
    from_section_id = fields.Many2one("club.section", ondelete="restrict")
    type_id = fields.Many2one("club.membership.type", ondelete="restrict")
    from_type_id = fields.Many2one("club.membership.type", ondelete="restrict")
    reason = fields.Char()

    def init(self):
        # The register is the association's evidence: not even SQL from another
        # module rewrites it. Only the technical authorship columns may be emptied
        # (a deleted user), and the trigger goes with the table at uninstallation.
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION club_movement_append_only() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The register of movements is append-only.'
                        USING ERRCODE = 'integrity_constraint_violation';
                END $$;
                CREATE OR REPLACE TRIGGER club_movement_no_delete
                    BEFORE DELETE ON club_movement FOR EACH ROW
                    EXECUTE FUNCTION club_movement_append_only();
                CREATE OR REPLACE TRIGGER club_movement_no_update
                    BEFORE UPDATE ON club_movement FOR EACH ROW
                    WHEN ((OLD.membership_id, OLD.kind, OLD.date, OLD.company_id,
                           OLD.period_id, OLD.section_id, OLD.from_section_id,
                           OLD.type_id, OLD.from_type_id, OLD.reason)
                          IS DISTINCT FROM
                          (NEW.membership_id, NEW.kind, NEW.date, NEW.company_id,
                           NEW.period_id, NEW.section_id, NEW.from_section_id,
                           NEW.type_id, NEW.from_type_id, NEW.reason))
                    EXECUTE FUNCTION club_movement_append_only();
                """
            )
        )

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "The register of movements cannot be changed. If an entry is wrong, "
                "record the right one: both stay in evidence."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_register(self):
        raise UserError(self.env._("The register of movements cannot be deleted."))
