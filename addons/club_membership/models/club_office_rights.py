from odoo import api, models


class ClubOffice(models.Model):
    _inherit = "club.office"

    @api.model_create_multi
    def create(self, vals_list):
        offices = super().create(vals_list)
        offices._give_rights()
        return offices

    def write(self, vals):
        result = super().write(vals)
        self._give_rights()
        return result

    def _give_rights(self):
        """Open the menus at once to who is in office today.

        Nothing is taken here: the record rules end with the office by themselves, and
        the nightly job takes the groups of all who are out of office.
        """
        # sudo: who appoints to an office gives its rights, and no others.
        for office in self.sudo().filtered("is_current"):
            group = self.env["res.users"]._club_office_groups().get(office.role)
            users = office.partner_id.user_ids.filtered(lambda u: u._is_internal())
            if group:
                users._club_mark_office_holders(users)
            if group and users - group.user_ids:
                group.sudo().user_ids += users
