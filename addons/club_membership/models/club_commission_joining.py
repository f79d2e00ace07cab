from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .club_commission import LIVE


class ClubCommission(models.Model):
    """Who may join a commission, and how."""

    _inherit = "club.commission"

    def _why_not(self, person, membership, invited=False):
        """Why this person cannot join in the name of that membership.

        :param person: a ``res.partner``
        :param membership: their own, or the one of an organisation they act for
        :param invited: whether they were invited, or are about to be
        :return: a sentence, empty when they may join
        """
        self.ensure_one()
        # sudo: members read neither commissions nor memberships; only a sentence
        # leaves this method.
        commission, person, membership = self.sudo(), person.sudo(), membership.sudo()
        names = {"commission": commission.name, "person": person.name}
        if commission.state != "open":
            return self.env._("%(commission)s takes no new members.", **names)
        if not membership or not membership._is_acted_for_by(person):
            return self.env._("%(person)s cannot act in that name.", **names)
        if membership.company_id != commission.company_id or not membership.is_member:
            return self.env._(
                "The membership of %(member)s is not in order: renew it to join "
                "%(commission)s.",
                member=membership.partner_id.name,
                **names,
            )
        if not invited:
            if live := commission._live_row(person):
                return live._why_not_again()
            if commission.join_policy == "invitation":
                return self.env._("One joins %(commission)s by invitation.", **names)
        return commission._why_not_eligible(person, membership) or (
            "" if invited else commission._why_not_owe(person, membership)
        )

    def _why_not_eligible(self, person, membership):
        """Which of the commission's conditions is not met; empty when all are."""
        name = self.name
        types, functions = self.eligible_type_ids, self.eligible_function_ids
        if types and membership.type_id not in types:
            return self.env._(
                "%(commission)s is for these memberships: %(types)s.",
                commission=name,
                types=", ".join(types.mapped("name")),
            )
        sections = self.eligible_section_ids
        if sections and not sections & membership.section_id.ancestor_ids:
            return self.env._(
                "%(commission)s is for members of: %(sections)s.",
                commission=name,
                sections=", ".join(sections.mapped("name")),
            )
        if functions and not functions & person.club_function_ids:
            return self.env._(
                "%(commission)s is for people with one of these functions: "
                "%(functions)s.",
                commission=name,
                functions=", ".join(functions.mapped("name")),
            )
        return ""

    def _live_row(self, person):
        """The row of somebody who is in, waits, asks or is invited; empty if none."""
        # sudo: asked for people who read no rows themselves.
        return (
            self.env["club.commission.member"]
            .sudo()
            .search(
                [
                    ("commission_id", "in", self.ids),
                    ("partner_id", "=", person.id),
                    ("state", "in", LIVE),
                ]
            )
        )

    def _join(self, person, membership):
        """Take somebody in, put them on the waiting list or note their request.

        :return: their row (with full rights)
        :raises UserError: why they cannot join
        """
        self.ensure_one()
        if why := self._why_not(person, membership):
            raise UserError(why)
        member = self._new_row(person, membership, "requested")
        # sudo: who joins reads no commission; only the way of joining is asked.
        if self.sudo().join_policy == "approval":
            member._send("request")
        else:
            member._seat()
        return member

    def _new_row(self, person, membership, state, **vals):
        # sudo: people join without any right on these rows; the rules above decide.
        return (
            self.env["club.commission.member"]
            .sudo()
            .create(
                {
                    "commission_id": self.id,
                    "partner_id": person.id,
                    "membership_id": membership.id,
                    "state": state,
                    **vals,
                }
            )
        )

    def _is_led_by(self, person):
        """Whether this person chairs the commission today, or stands in for who does.

        Who is no longer a member leads nothing.
        """
        return self._live_row(person)._leads()


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _is_acted_for_by(self, person):
        """Whether this is the person's own membership, or of an organisation they act
        for today."""
        self.ensure_one()
        return self.partner_id == person


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_commissions(self):
        """Rows of these people in commissions: in, waiting, asking or invited."""
        # sudo: the portal asks for people who read no rows; it shows chosen values.
        return (
            self.env["club.commission.member"]
            .sudo()
            .search_fetch([("partner_id", "in", self.ids), ("state", "in", LIVE)])
        )

    def _club_commission_memberships(self, company):
        """Current memberships in whose name this person may join commissions."""
        # sudo: as above.
        own = self.sudo()._club_own_membership(company)
        return own.filtered("is_member")


class ClubCommissionMember(models.Model):
    _inherit = "club.commission.member"

    def _takes_part(self):
        """Whether this row makes somebody take part today: the seat of who lapsed
        waits for them, and shows them nothing meanwhile."""
        return bool(
            self.state == "active"
            and self.membership_id.is_member
            and self.membership_id._is_acted_for_by(self.partner_id)
        )

    def _leads(self):
        """Whether this row makes somebody lead the commission today."""
        return self.role in ("chair", "vice_chair") and self._takes_part()

    def _why_not_again(self, name=None):
        """Why somebody who has this row cannot ask once more, or be invited."""
        who = name or self.partner_id.name
        sentences = {
            "active": self.env._("%s is a member of this commission already.", who),
            "waiting": self.env._("%s is on the waiting list already.", who),
            "requested": self.env._("%s has asked already and awaits an answer.", who),
            "invited": self.env._("%s has been invited already.", who),
        }
        return sentences[self.state]

    def _waiting_position(self):
        """1 for the first of the waiting list, 0 for who does not wait."""
        self.ensure_one()
        if self.state != "waiting":
            return 0
        # sudo: a number leaves, no name.
        ahead = Domain("queued_at", "<", self.queued_at) | (
            Domain("queued_at", "=", self.queued_at) & Domain("id", "<=", self.id)
        )
        return self.sudo().search_count(
            ahead
            & Domain("commission_id", "=", self.commission_id.id)
            & Domain("state", "=", "waiting")
        )

    def _seat(self):
        """Take a place if one is free, else a number on the waiting list."""
        self.ensure_one()
        if self._take_place():
            self._begin()
        else:
            self.write({"state": "waiting", "queued_at": fields.Datetime.now()})
            self._look_again()

    def _begin(self):
        """Sit from today on; the fee of the current period is called at once."""
        self.write({"state": "active", "date_from": fields.Date.context_today(self)})
        self._call_fee()

    def _look_again(self):
        """Let the cron look for a place that came free in another transaction."""
        # sudo: waking a cron up is a consequence, whoever joins or leaves.
        self.env.ref("club_membership.ir_cron_club_commission").sudo()._trigger()
