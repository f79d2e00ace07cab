from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

# Roles a manager gives from the page, in the order of the buttons.
GIVEN = ("seat", "manager", "voter", "deputy")


class ClubMembership(models.Model):
    """What the pages "My company" show of a team: plain values."""

    _inherit = "club.membership"

    def _team_page(self, person, managing):
        """The page of one team, for a person of it.

        :param person: whose space it is
        :param managing: whether they manage this team
        """
        team = self._team(managing)
        labels = dict(
            self.env["club.delegation"]._fields["role"]._description_selection(self.env)
        )
        for mate in team["people"]:
            mate["is_me"] = mate["person_id"] == person.id
            for role in mate["roles"]:
                role["label"] = labels[role["role"]]
                role["since"] = format_date(self.env, role["since"])
                role["to"] = role["to"] and format_date(self.env, role["to"])
            held = {role["role"] for role in mate["roles"]}
            mate["may_get"] = [
                {"role": role, "label": self._give_label(role)}
                for role in GIVEN
                if role not in held
            ]
        for invitation in team["invitations"]:
            invitation["label"] = labels[invitation["role"]]
            for key in ("sent_on", "expires_on"):
                invitation[key] = format_date(self.env, invitation[key])
        mine = [mate for mate in team["people"] if mate["is_me"]]
        mates = [mate for mate in team["people"] if not mate["is_me"]]
        return {
            **team,
            "id": self.id,
            "url": f"/my/company/{self.id}",
            "managing": managing,
            "my_role": managing and mine[0]["roles"][0]["id"],
            "mates": mates,
            "last_manager": managing
            and not any(
                role["role"] == "manager" and not role["to"]
                for mate in mates
                for role in mate["roles"]
            ),
            "invite_roles": [
                {"role": role, "label": self._invite_label(role)} for role in GIVEN
            ],
            "sells_seats": team["seats"]["limit"] is not None,
            "domains": self._team_domains(person) if managing else [],
        }

    def _give_label(self, role):
        return {
            "seat": self.env._("Give a seat"),
            "manager": self.env._("Make team manager"),
            "voter": self.env._("Make delegate"),
            "deputy": self.env._("Make deputy"),
        }[role]

    def _invite_label(self, role):
        return {
            "seat": self.env._("Hold a seat"),
            "manager": self.env._("Manage the team with me"),
            "voter": self.env._("Vote for us, as a delegate"),
            "deputy": self.env._("Stand in for our delegates"),
        }[role]

    def _team_domains(self, person):
        """[{name, open}] of the e-mail domains that this manager may open or close."""
        known = {domain.name: domain.joinable for domain in self.email_domain_ids}
        names = sorted({*known, *self._proven_domains(person)})
        return [{"name": name, "open": known.get(name, False)} for name in names]

    def _order_page(self, count):
        """What an order of ``count`` seats costs, to be confirmed.

        :raises UserError: it cannot be ordered
        """
        kind, payer = self.type_id, self._payer
        lines, total = [], 0.0
        for term, charge in self._quote_seats(count):
            taxes = kind.tax_ids.compute_all(
                float(charge.unit), self.currency_id, charge.quantity, partner=payer
            )
            total += taxes["total_included"]
            lines.append(
                {
                    "until": format_date(self.env, term.date_to),
                    "count": charge.quantity,
                    "amount": self.currency_id.format(taxes["total_included"]),
                }
            )
        places = self._places("seat")
        return {
            "count": count,
            "seen": places,
            "after": places + count,
            "lines": lines,
            "total": self.currency_id.format(total),
            "payer": payer.name,
        }

    def _read_count(self, text):
        """A number of seats, as typed.

        :raises UserError: it is none
        """
        try:
            return int(text)
        except (TypeError, ValueError) as wrong:
            raise UserError(self.env._("Type a number of seats.")) from wrong
