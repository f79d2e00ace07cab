from odoo import fields, models


class ClubSettings(models.TransientModel):
    _inherit = "club.settings"

    club_public_directory = fields.Boolean(
        string="Public directory",
        default=lambda settings: settings.env.company.club_public_directory,
        help="Anybody can search the directory at /club/directory without signing in. "
        "They see only what members show to everybody.",
    )

    def action_save(self):
        action = super().action_save()
        # sudo: as for the association's other settings, which were just written.
        self.env.company.sudo().club_public_directory = self.club_public_directory
        return action
