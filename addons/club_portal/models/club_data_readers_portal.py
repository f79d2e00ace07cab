from odoo import api, models


class ClubDataReaders(models.AbstractModel):
    """Who sees data of a person in the member's space: people close to them."""

    _inherit = "club.data.readers"

    @api.model
    def _in_the_portal(self, space, rows):
        return [
            *self._guardians(space),
            *self._payers(space),
            *self._teams(space),
            *self._commissions(space, rows),
            *self._card(space),
        ]

    @api.model
    def _guardians(self, space):
        person = space.person.with_company(space.company)
        if person._club_is_minor():
            yield {
                "who": self.env._("Who acts for you as long as you are a minor"),
                "sees": self.env._("Everything in your space, and acts there for you."),
                "names": person._club_guardians(company=space.company).mapped("name"),
            }

    @api.model
    def _payers(self, space):
        """Who pays for the person, or did: of an organisation, who manages its team."""
        person = space.person
        asked = self.env["club.due"]._read_group(
            [("partner_id", "=", person.id), ("payer_id", "!=", person.id)],
            ["payer_id"],
        )
        payers = space.own.payer_id.union(*(row[0] for row in asked)) - person
        sees = self.env._("The dues they pay for you, and whether they are paid.")
        people = payers.filtered(lambda payer: not payer.is_company)
        yield {
            "who": self.env._("Who pays your dues"),
            "sees": sees,
            "names": people.mapped("name"),
        }
        for payer in payers - people:
            managers = self._managers(payer.club_membership_ids) - person
            yield {
                "who": self.env._("%s, which pays your dues", payer.name),
                "sees": sees,
                "names": managers.mapped("name") or [payer.name],
            }

    @api.model
    def _managers(self, memberships):
        return memberships.delegation_ids.filtered(
            lambda d: d.role == "manager" and d.is_current
        ).partner_id

    @api.model
    def _teams(self, space):
        """Managers and the other people of the teams the person belongs to."""
        for membership in space.organisations:
            roles = membership._team_on()
            team = roles.partner_id - space.person
            managers = roles.filtered(lambda d: d.role == "manager").partner_id & team
            name = membership.partner_id.name
            yield {
                "who": self.env._("Managers of the team of %s", name),
                "sees": self.env._(
                    "Your name, your e-mail address and your role in the team."
                ),
                "names": managers.mapped("name"),
            }
            yield {
                "who": self.env._("The other people of the team of %s", name),
                "sees": self.env._("Your name and your role in the team."),
                "names": (team - managers).mapped("name"),
            }

    @api.model
    def _commissions(self, space, rows):
        """Who leads the person's commissions, and who sits there too."""
        rows = rows.filtered(lambda row: row.state not in ("refused", "left"))
        leaders = rows.search(
            [
                ("commission_id", "in", rows.commission_id.ids),
                ("state", "=", "active"),
                ("role", "in", ("chair", "vice_chair")),
            ]
        )
        sees = self.env._("Your name, for whom you sit and since when.")
        leading = leaders.grouped("commission_id")
        for row in rows:
            commission = row.commission_id
            chairs = leading.get(commission, rows.browse()).partner_id - space.person
            yield {
                "who": self.env._("Who leads the commission %s", commission.name),
                "sees": self.env._(
                    "%s They can write to you, without seeing your address.", sees
                ),
                "names": chairs.mapped("name"),
            }
            if row.state == "active":
                yield {
                    "who": self.env._("Members of the commission %s", commission.name),
                    "sees": sees,
                    "names": [self.env._("They stand on its page.")],
                }

    @api.model
    def _card(self, space):
        if space.own:
            yield {
                "who": self.env._("Whoever scans your member card"),
                "sees": self.env._("Your initials, and until when the card is valid."),
                "names": [self.env._("Only who you show it to")],
            }
