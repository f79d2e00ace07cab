from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _club_sync_office_groups(self):
        """Give and take the officers' groups as offices begin and end.

        The record rules already follow the calendar by themselves; the groups only
        open and close the menus.
        """
        by_today = self.env["res.company"]._club_by_today()
        for role, group in self._club_office_groups().items():
            current = self.env["club.office"].union(
                *(companies._club_current_offices(role) for companies in by_today)
            )
            wanted = current.partner_id.user_ids.filtered(lambda u: u._is_internal())
            self._club_mark_office_holders(wanted)
            holders = group.user_ids
            if wanted - holders or holders - wanted:
                group.write(
                    {
                        "user_ids": [
                            *((4, user.id) for user in wanted - holders),
                            *((3, user.id) for user in holders - wanted),
                        ]
                    }
                )

    @api.model
    def _club_office_groups(self):
        """The group that goes with each role of an office."""
        return {
            "officer": self.env.ref("club_membership.group_club_officer"),
            "treasurer": self.env.ref("club_membership.group_club_section_treasurer"),
        }

    @api.model
    def _club_mark_office_holders(self, users):
        """Keep the narrow contact rules for these users, also after their office."""
        group = self.env.ref("club_membership.group_club_office_holder")
        if users - group.user_ids:
            group.user_ids += users
