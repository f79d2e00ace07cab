from odoo import api, models


class IrModuleModule(models.Model):
    """A language learnt later also names what was named by code."""

    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite)
        if "club_membership" in modules:
            # sudo: whoever may load a language; the levels of every association.
            self.env["club.reminder.level"].sudo()._translate_usual(langs)
        return result
