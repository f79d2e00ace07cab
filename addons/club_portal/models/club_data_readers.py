from odoo import api, fields, models

# Roles in the association's staff, the ones that see most first.
STAFF = (
    ("admin", "club_membership.group_club_admin"),
    ("secretary", "club_membership.group_club_secretary"),
    ("treasurer", "club_membership.group_club_treasurer"),
    ("reader", "club_membership.group_club_reader"),
)


class ClubDataReaders(models.AbstractModel):
    """Who can see a person's data, in plain words: for the page that answers it."""

    _name = "club.data.readers"
    _description = "Who Can See My Data"

    @api.model
    def _of(self, space):
        """What each kind of reader sees, and who they are today.

        :return: dictionaries with ``who`` (what they are), ``sees`` (one sentence)
            and ``names``
        """
        return [
            *self._staff(space),
            *self._officers(space),
            *self._managers(space),
            *self._chairs(space),
            *self._others(space),
        ]

    @api.model
    def _staff(self, space):
        """Staff of the association: each once, under their highest role."""
        said = {
            "admin": (
                self.env._("Administrators of the association"),
                self.env._("Everything the association knows about you."),
            ),
            "secretary": (
                self.env._("The secretary's office"),
                self.env._(
                    "Your contact details, your membership, your dues, your "
                    "commissions, your consents and your requests."
                ),
            ),
            "treasurer": (
                self.env._("The treasurer's office"),
                self.env._(
                    "Your contact details, your membership, your dues and payments."
                ),
            ),
            "reader": (
                self.env._("Other staff who read and change nothing"),
                self.env._("Your contact details, your membership and your dues."),
            ),
        }
        seen = self.env["res.users"]
        for key, group in STAFF:
            users = self.env.ref(group).all_user_ids.filtered(
                lambda user: (
                    user.active
                    and not user._is_superuser()
                    and space.company in user.company_ids
                )
            )
            who, sees = said[key]
            yield {"who": who, "sees": sees, "names": (users - seen).mapped("name")}
            seen |= users

    @api.model
    def _officers(self, space):
        """Who serves the person's section and the ones above it, section by section."""
        sections = space.memberships.section_id.ancestor_ids
        offices = self.env["club.office"].search(
            [
                ("section_id", "in", sections.ids),
                ("role", "!=", "none"),
                ("is_current", "=", True),
            ]
        )
        today = fields.Date.context_today(self)
        for section in sections.sorted("parent_path", reverse=True):
            if not section.staff_open_on or section.staff_open_on > today:
                continue
            mine = offices.filtered(lambda o, section=section: o.section_id == section)
            if mine:
                yield {
                    "who": self.env._("Officers of %s", section.name),
                    "sees": self.env._(
                        "Your contact details, your membership and your dues, as long "
                        "as you belong to this section or one below it."
                    ),
                    "names": [
                        f"{office.partner_id.name} ({office.kind_id.name})"
                        for office in mine
                    ],
                }

    @api.model
    def _managers(self, space):
        """Managers of the teams the person belongs to."""
        for membership in space.organisations:
            managers = membership.delegation_ids.filtered(
                lambda d: d.role == "manager" and d.is_current
            ).partner_id
            yield {
                "who": self.env._(
                    "Managers of the team of %s", membership.partner_id.name
                ),
                "sees": self.env._(
                    "Your name, your e-mail address and your role in the team; not "
                    "your own dues."
                ),
                "names": (managers - space.person).mapped("name"),
            }

    @api.model
    def _chairs(self, space):
        """Who chairs the person's commissions."""
        seats = self.env["club.commission.member"]
        mine = seats.search(
            [
                ("partner_id", "=", space.person.id),
                ("state", "=", "active"),
                ("company_id", "=", space.company.id),
            ]
        )
        leaders = seats.search(
            [
                ("commission_id", "in", mine.commission_id.ids),
                ("state", "=", "active"),
                ("role", "in", ("chair", "vice_chair")),
            ]
        )
        for commission in mine.commission_id:
            leading = leaders.filtered(
                lambda seat, commission=commission: seat.commission_id == commission
            )
            yield {
                "who": self.env._("Who leads the commission %s", commission.name),
                "sees": self.env._(
                    "Your name, for whom you sit and since when; they can write to "
                    "you, without seeing your address."
                ),
                "names": (leading.partner_id - space.person).mapped("name"),
            }

    @api.model
    def _others(self, space):
        """Who pays for the person."""
        payers = space.own.payer_id - space.person
        if payers:
            yield {
                "who": self.env._("Who pays your dues"),
                "sees": self.env._("What your dues are and whether they are paid."),
                "names": payers.mapped("name"),
            }
