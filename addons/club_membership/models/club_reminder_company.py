from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    club_notice_template_id = fields.Many2one(
        "mail.template",
        string="Notice of dues",
        domain="[('model', '=', 'club.notice')]",
        help="E-mail that announces a call. Empty: the one that comes with the addon.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # While the addon is being installed its templates do not exist yet: the
        # data file gives the companies there are their levels.
        template = "club_membership.mail_template_notice"
        if self.env.ref(template, raise_if_not_found=False):
            self.env["club.reminder.level"]._create_defaults(companies.ids)
        return companies
