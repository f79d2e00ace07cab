from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

# After a year without a word, members are asked whether it is still right.
STALE_DAYS = 365


class ClubInstallation(models.Model):
    """What the member's space shows and changes of what members run."""

    _inherit = "club.installation"

    @api.model
    def _own(self, space):
        """What the members run that this person speaks for, with full rights."""
        # sudo: members hold no right on installations; these are their own.
        return self.sudo().search(
            [("membership_id", "in", space.speaking.ids), ("ended_on", "=", False)]
        )

    @api.model
    def _named(self, space):
        """What this person is named for as a contact today."""
        # sudo: the person's own delegations.
        return self.sudo().search(
            [
                ("contact_id", "in", space.delegations.ids),
                ("ended_on", "=", False),
            ]
        )

    @api.model
    def _waiting_count(self, space):
        asked = self._own(space).filtered(lambda i: i.asked_on and i._is_stale())
        unanswered = self._named(space).filtered(lambda i: not i.contact_agreed_on)
        return len(asked) + len(unanswered)

    def _is_stale(self):
        """Whether nobody said for a year that it is right."""
        last = self.confirmed_on
        return not last or (self.company_id._club_today() - last).days > STALE_DAYS

    @api.model
    def _list_values(self, space):
        """All of the page: what each member runs, and who is asked to agree."""
        own = self._own(space).grouped("membership_id")
        return {
            "members": [
                {
                    "id": membership.id,
                    "name": membership.partner_id.name,
                    "installations": own.get(membership, self.browse())._own_values(),
                }
                for membership in space.speaking
            ],
            "named": [
                {
                    "id": installation.id,
                    "name": installation.display_name,
                    "member": installation.partner_id.name,
                    "agreed": bool(installation.contact_agreed_on),
                }
                for installation in self._named(space)
            ],
            "shares": self._share_values(space),
        }

    def _own_values(self):
        return [
            {
                "id": installation.id,
                "name": installation.display_name,
                "modules": installation.module_ids.mapped("name"),
                "users": installation.users_count,
                "since": self._day(installation.since),
                "migrated_on": self._day(installation.migrated_on),
                "hosting": installation._label_of("hosting"),
                "visibility": installation._label_of("visibility"),
                "can_testify": installation.can_testify,
                "contact": installation._contact_sentence(),
                "is_stale": installation._is_stale(),
                "confirmed_on": self._day(installation.confirmed_on),
            }
            for installation in self
        ]

    def _day(self, day):
        return format_date(self.env, day) if day else ""

    def _contact_sentence(self):
        """Where it stands with the contact person, in one sentence."""
        if not self.can_testify:
            return ""
        if self.visibility == "office":
            return self.env._(
                "Only the office sees this, so nobody finds what you can tell."
            )
        person, address = self._contact()
        if address:
            return self.env._("%s answers other members.", person.name)
        contact = self.contact_id
        if not contact or not contact.is_current:
            return self.env._("Nobody answers other members yet: name a contact.")
        return self.env._("%s has not agreed yet.", contact.partner_id.name)

    @api.model
    def _share_values(self, space):
        """How many members run each version, of what members show to each other.

        :return: dictionaries with ``name`` of the product and ``versions``: lists of
            name, members and share in per cent
        """
        domain = (
            Domain("company_id", "in", space.standing.company_id.ids)
            & Domain("visibility", "=", "members")
            & Domain("ended_on", "=", False)
            & Domain("membership_id.is_member", "=", True)
        )
        # sudo: counts of what members chose to show to each other.
        rows = self.sudo()._read_group(
            domain, ["product_id", "version_id"], ["__count"]
        )
        products = {}
        for product, version, count in rows:
            products.setdefault(product, []).append((version, count))
        return [
            {
                "name": product.name,
                "versions": [
                    {
                        "name": version.name or self.env._("Version not told"),
                        "members": count,
                        "share": round(100 * count / sum(n for _v, n in counts)),
                    }
                    for version, count in sorted(
                        counts, key=lambda row: (-row[0].sequence, -row[0].id)
                    )
                ],
            }
            for product, counts in products.items()
        ]

    def _confirm(self):
        """Say that what stands here is still right."""
        for installation in self:
            installation.sudo().confirmed_on = (  # sudo: as in _keep
                installation.company_id._club_today()
            )

    def _end(self):
        """Say that the product is not in use any more."""
        for installation in self:
            installation.sudo().ended_on = (  # sudo: as in _keep
                installation.company_id._club_today()
            )


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "installations",
            "title": self.env._("What we run"),
            "text": self.env._(
                "Products, versions and modules, and who has migrated and can tell."
            ),
            "url": "/my/installations",
            "icon": "fa-server",
            "sequence": 60,
            "count": self.env["club.installation"]._waiting_count(space),
            "count_label": self.env._("that you are asked about"),
        }
        return [*super()._tabs(space), tab]
