from odoo import fields, models

YEAR_SETTINGS = ("club_holidays", "club_school_zones", "club_payment_hold_minutes")


def _default(name):
    return lambda settings: settings.env.company[name]


class ClubSettings(models.TransientModel):
    """How the association plans its meetings, among the other settings."""

    _inherit = "club.settings"

    club_holidays = fields.Selection(
        selection=lambda self: (
            self.env["res.company"]
            ._fields["club_holidays"]
            ._description_selection(self.env)
        ),
        string="Public holidays",
        default=_default("club_holidays"),
        help="No meeting is planned on them.",
    )
    club_school_zones = fields.Char(
        string="School zones",
        default=_default("club_school_zones"),
        help="Whose school breaks are kept free of meetings, as A,B. Empty: all.",
    )
    club_payment_hold_minutes = fields.Integer(
        string="Minutes to pay a place",
        default=_default("club_payment_hold_minutes"),
        help="How long a place is kept for somebody who pays online at once.",
    )

    def action_save(self):
        action = super().action_save()
        # sudo: as for the association's other settings, which were just written.
        self.env.company.sudo().write({name: self[name] for name in YEAR_SETTINGS})
        return action
