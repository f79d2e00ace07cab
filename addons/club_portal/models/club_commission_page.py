from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

from .club_commission_desk import LEADERS


class ClubCommission(models.Model):
    """What the member's space shows of commissions: chosen values, never records."""

    _inherit = "club.commission"

    @api.model
    def _of_space(self, space):
        """Commissions this space may look at: open ones of its associations, and
        those its person is in, whatever their state."""
        companies = space.memberships.company_id or space.company
        # sudo: members have no right on commissions; a space starts from its person.
        return self.sudo().search_fetch(
            [
                ("company_id", "in", companies.ids),
                "|",
                ("state", "=", "open"),
                ("id", "in", space.seats.commission_id.ids),
            ]
        )

    def _seat_of(self, space):
        """The row of the space's person here, empty if there is none."""
        return space.seats.filtered(lambda row: row.commission_id == self)

    @api.model
    def _list_values(self, space):
        """All commissions of a space for its list page: the person's own, then the
        others by kind.

        :return: ``{"mine": [...], "kinds": [(label, [...])]}``
        """
        commissions = self._of_space(space)
        rows = space.seats.grouped("commission_id")
        mine, others = [], {}
        for commission in commissions:
            values = commission._card_values()
            if row := rows.get(commission):
                mine.append({**values, **row._state_values()})
            else:
                others.setdefault(commission.kind, []).append(values)
        labels = {
            "topical": self.env._("Topical commissions"),
            "circle": self.env._("Strategic circles"),
            "group": self.env._("Working groups"),
            "body": self.env._("Bodies"),
        }
        return {
            "mine": mine,
            "kinds": [(labels[k], others[k]) for k in labels if k in others],
        }

    def _card_values(self):
        """One commission in a list."""
        self.ensure_one()
        policies = {
            "open": self.env._("Open to join"),
            "approval": self.env._("The chair answers requests"),
            "invitation": self.env._("By invitation"),
        }
        return {
            "id": self.id,
            "url": f"/my/commissions/{self.id}",
            "name": self.name,
            "section": self.section_id.name,
            "cadence": self._cadence_label(),
            "policy": policies[self.join_policy],
            "members": self.member_count,
            "full": bool(self.max_size) and self.member_count >= self.max_size,
        }

    def _cadence_label(self):
        return dict(self._fields["cadence"]._description_selection(self.env))[
            self.cadence
        ]

    def _page_values(self, space, visible):
        """One commission for who looks at it: no name but to its members.

        :param visible: ``_of_space``, whose commissions it may link to
        """
        self.ensure_one()
        row = self._seat_of(space)
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        leads = row._leads()
        return {
            **self._head_values(),
            "kind": kinds[self.kind],
            "association": self.company_id.name,
            "charter": self.charter,
            "parents": (self.parent_id & visible)._link_values(),
            "groups": (self.child_ids & visible)._link_values(),
            "roles": self._roles_taken(),
            "mine": row and {**row._state_values(), **row._answer_values()},
            "leads": leads,
            "requests": leads and self.request_count,
            "asks": self.join_policy == "approval",
            "ways": [] if row else self._ways_to_join(space),
            "fee": self._fee_label(),
            "conditions": self._condition_values(),
        }

    def _head_values(self):
        """What a commission's page and its desk say at the top."""
        return {
            **self._card_values(),
            "places": self.max_size,
            "waiting": self.waiting_count,
        }

    def _link_values(self):
        return [
            {"url": f"/my/commissions/{commission.id}", "name": commission.name}
            for commission in self
        ]

    def _fee_label(self):
        return self.fee and format_amount(self.env, self.fee, self.currency_id)

    def _condition_values(self):
        """For whom it is: one line per condition, none when it is for everybody."""
        lines = [
            (self.env._("Memberships: %s"), self.eligible_type_ids),
            (self.env._("Sections: %s"), self.eligible_section_ids),
            (self.env._("Functions: %s"), self.eligible_function_ids),
        ]
        return [
            text % ", ".join(records.mapped("name"))
            for text, records in lines
            if records
        ]

    def _roles_taken(self):
        """Which roles somebody holds, without saying who."""
        # sudo: roles leave, no name.
        rows = self.env["club.commission.member"].sudo()
        labels = dict(rows._fields["role"]._description_selection(self.env))
        groups = rows._read_group(
            [("commission_id", "=", self.id), ("state", "=", "active")], ["role"]
        )
        taken = {role for [role] in groups} - {"member"}
        return [label for role, label in labels.items() if role in taken]

    def _ways_to_join(self, space):
        """In whose name the person may join, or why not in that name."""
        own, others = self.env._("For myself"), self.env._("For %(organisation)s")
        return [
            {
                "id": membership.id,
                "label": own
                if membership.partner_id == space.person
                else others % {"organisation": membership.partner_id.name},
                "why_not": self._why_not(space.person, membership),
                "fee": self._fee_sentence(space.person, membership),
            }
            for membership in space.memberships
            if membership.company_id == self.company_id
        ]

    def _member_values(self, search="", offset=0, limit=50):
        """Who sits here, for the commission's own members: name, organisation, role.

        :return: ``{"officers": [...], "members": [...], "total": …}``: who has a role,
            then one page of the others, by name
        """
        self.ensure_one()
        # sudo: only called for members and chairs of this commission.
        rows = self.env["club.commission.member"].sudo()
        here = Domain("commission_id", "=", self.id) & Domain("state", "=", "active")
        plain = here & Domain("role", "=", "member")
        if search:
            plain &= Domain("partner_id.name", "ilike", search) | Domain(
                "membership_id.partner_id.name", "ilike", search
            )
        officers = rows.search_fetch(here & Domain("role", "!=", "member"))
        order = [role for role, _label in rows._fields["role"].selection]
        members = rows.search_fetch(
            plain, order="partner_id, id", offset=offset, limit=limit
        )
        officers = officers.sorted(lambda r: (order.index(r.role), r.id))
        # One after the other in one set, so that their names are read at once.
        people = [row._person_values() for row in officers | members]
        return {
            "officers": people[: len(officers)],
            "members": people[len(officers) :],
            # Counted already, unless names were looked for.
            "total": rows.search_count(plain)
            if search
            else self.member_count - len(officers),
        }

    def _desk_values(self, mine):
        """What waits for the chair: requests, invitations, the waiting list.

        :param mine: the row of who is at the desk: the chair, or who stands in
        """
        self.ensure_one()
        # sudo: only called for who leads this commission.
        rows = self.env["club.commission.member"].sudo()
        found = rows.search_fetch(
            [
                ("commission_id", "=", self.id),
                ("state", "in", ("requested", "invited", "waiting")),
            ],
            order="queued_at, id",
        )
        roles = rows._fields["role"]._description_selection(self.env)
        chairs = mine.role == "chair"
        return {
            "mine": mine.id,
            "chairs": chairs,
            # The chair last: a hasty click hands nothing over.
            "roles": [r for r in reversed(roles) if chairs or r[0] not in LEADERS],
            **{
                state: [row._person_values() for row in found if row.state == state]
                for state in ("requested", "invited", "waiting")
            },
        }


class ClubCommissionMember(models.Model):
    _inherit = "club.commission.member"

    def _compute_page_url(self):
        for member in self:
            member.page_url = (
                f"{member.get_base_url()}/my/commissions/{member.commission_id.id}"
            )

    def _state_values(self):
        """Where the person stands in a commission, in one sentence."""
        self.ensure_one()
        roles = dict(self._fields["role"]._description_selection(self.env))
        sentences = {
            "active": self.env._("You take part.")
            if self.role == "member"
            else self.env._("You take part: %s.", roles[self.role]),
            "waiting": self.env._(
                "You are number %s on the waiting list.",
                self._waiting_position(),
            ),
            "requested": self.env._("You asked to join; the chair will answer you."),
            "invited": self.env._("You are invited to join."),
        }
        leaving = self.state == "active" and self.date_to
        return {
            "state": self.state,
            "sentence": sentences[self.state],
            "for_whom": self.membership_id.partner_id.name
            if self.membership_id.partner_id != self.partner_id
            else "",
            "until": format_date(self.env, self.date_to) if leaving else "",
            "tone": {"active": "success", "invited": "primary"}.get(
                self.state, "warning"
            ),
        }

    def _answer_values(self):
        """What the person must know before a place is theirs."""
        self.ensure_one()
        if self.state == "active":
            return {"fee": "", "why_not": ""}
        fee = self.commission_id._fee_sentence(self.partner_id, self.membership_id)
        why_not = self._why_not_accept() if self.state == "invited" else ""
        return {"fee": "" if why_not else fee, "why_not": why_not}

    def _person_values(self):
        organisation = self.membership_id.partner_id
        roles = dict(self._fields["role"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.partner_id.name,
            "organisation": organisation.name
            if organisation != self.partner_id
            else "",
            "role": self.role,
            "role_label": roles[self.role],
            "leads": self.role in LEADERS,
            "since": format_date(self.env, self.date_from),
            "asked": format_date(self.env, self.queued_at),
            "lapsed": not self.membership_id.is_member,
        }
