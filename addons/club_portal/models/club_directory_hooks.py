from odoo import api, models
from odoo.tools import SQL

# Columns of a contact that its entry, or that of its people, is made of.
SHOWN = {
    "name",
    "email",
    "phone",
    "city",
    "function",
    "parent_id",
    "company_name",
    "is_company",
    "active",
    "image_1920",
    "club_birth_date",
    "club_function_ids",
    "club_deceased_on",
}
OF_EMPLOYERS = {"name", "is_company"}
GONE = {"active", "club_deceased_on"}


class ResPartner(models.Model):
    """What changes in a contact changes in the directory."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        changed = SHOWN & set(vals)
        if changed and self.ids:
            entries = self.env["club.directory.entry"].sudo()  # sudo: see _mark
            if changed & GONE:
                entries._vanish(self.ids)
            else:
                ids = self.ids
                if changed & OF_EMPLOYERS:
                    ids = ids + self._club_people_ids()
                self.env["club.directory.change"].sudo()._mark(ids)  # sudo: see _mark
        return result

    def _club_people_ids(self):
        """Ids of who works at these organisations or acts for them."""
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM res_partner WHERE parent_id = ANY(%(ids)s) UNION "
                "SELECT partner_id FROM club_delegation "
                "WHERE organisation_id = ANY(%(ids)s)",
                ids=self.ids,
            )
        )
        return [row[0] for row in rows]


class ClubMembership(models.Model):
    """Who is no longer a member leaves the directory in the same transaction."""

    _inherit = "club.membership"

    @api.model
    def _refresh_status(self, membership_ids=None, day=None, companies=None):
        changed = super()._refresh_status(membership_ids, day, companies)
        if changed:
            rows = self.env.execute_query(
                SQL(
                    "SELECT partner_id FROM club_membership WHERE id = ANY(%(ids)s) "
                    "UNION SELECT partner_id FROM club_delegation "
                    "WHERE membership_id = ANY(%(ids)s)",
                    ids=changed,
                )
            )
            # sudo: the directory belongs to the system, whoever changes a status.
            self.env["club.directory.entry"].sudo()._vanish([row[0] for row in rows])
        return changed


class ClubDirectoryRow(models.AbstractModel):
    """Rows that are part of what people show of themselves."""

    _name = "club.directory.row"
    _description = "Row Shown in the Directory"

    @api.model_create_multi
    def create(self, vals_list):
        created = super().create(vals_list)
        created._mark_people()
        return created

    def write(self, vals):
        result = super().write(vals)
        self._mark_people()
        return result

    def _mark_people(self):
        # sudo: as for a change of status.
        self.env["club.directory.change"].sudo()._mark(self.partner_id.ids)


class ClubCommissionMember(models.Model):
    _name = "club.commission.member"
    _inherit = ["club.commission.member", "club.directory.row"]


class ClubDelegation(models.Model):
    """Who acts for a member organisation stands in the directory as long as they do."""

    _name = "club.delegation"
    _inherit = ["club.delegation", "club.directory.row"]

    def write(self, vals):
        result = super().write(vals)
        # sudo: as for a change of status.
        self.env["club.directory.entry"].sudo()._vanish(self.partner_id.ids)
        return result


class ClubCommission(models.Model):
    _inherit = "club.commission"

    def write(self, vals):
        result = super().write(vals)
        if {"state", "name"} & set(vals):
            # sudo: as for a change of status.
            members = self.env["club.commission.member"].sudo()
            found = members.search([("commission_id", "in", self.ids)])
            self.env["club.directory.change"].sudo()._mark(found.partner_id.ids)
        return result
