from odoo import api, models


class ClubMembership(models.Model):
    """Two memberships of one member: of each product one installation stays."""

    _inherit = "club.membership"

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        # sudo: rights were checked before; members hold none on these.
        installations = self.env["club.installation"].sudo()
        mine = installations.search([("membership_id", "=", self.id)])
        known = installations.search([("membership_id", "=", winner.id)]).product_id
        mine.filtered(lambda i: i.product_id in known).unlink()
        mine.exists().membership_id = winner
        return result


class ResPartner(models.Model):
    """A person who is forgotten answers nobody, and leaves no words."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        installations = self.env["club.installation"].sudo()
        installations.search([("contact_id.partner_id", "=", self.id)]).write(
            {"contact_id": False}
        )
        installations.search([("membership_id.partner_id", "=", self.id)]).write(
            {"testimony": False, "can_testify": False}
        )
        return result


class ClubDataExport(models.AbstractModel):
    """What a person runs, and for what they are a contact, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        installations = person.env["club.installation"]
        return {
            **super()._parts_besides(person),
            "installations": (
                installations.search([("membership_id.partner_id", "=", person.id)]),
                INSTALLATION,
            ),
            "contact_for_installations": (
                installations.search([("contact_id.partner_id", "=", person.id)]),
                ("partner_id", "product_id", "contact_agreed_on"),
            ),
        }


INSTALLATION = (
    "product_id",
    "version_id",
    "module_ids",
    "users_count",
    "since",
    "hosting",
    "migrated_on",
    "visibility",
    "can_testify",
    "testimony",
    "confirmed_on",
    "ended_on",
)
