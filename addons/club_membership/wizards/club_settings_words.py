from odoo import api, fields, models

from ..models.club_words import FIELDS


class ClubSettings(models.TransientModel):
    """The association's own words, in the language of whoever writes them."""

    _inherit = "club.settings"

    club_word_member = fields.Char(string="A member")
    club_word_member_plural = fields.Char(string="Members")
    club_word_section = fields.Char(string="A section")
    club_word_section_plural = fields.Char(string="Sections")
    club_word_commission = fields.Char(string="A commission")
    club_word_commission_plural = fields.Char(string="Commissions")

    @api.model
    def _settings(self):
        return (*super()._settings(), *FIELDS)
