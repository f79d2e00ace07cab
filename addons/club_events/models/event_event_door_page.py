from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .event_event_door import FOUND, LOOKUPS_PER_HOUR

SHOWN = 80


class EventEvent(models.Model):
    """The page of the door: who is expected, who is there, and who just came in."""

    _inherit = "event.event"

    def _door_values(self, search="", only=""):
        """The list of the door.

        :param search: part of a name, accents and capitals do not matter
        :param only: ``missing`` or ``here``; else everybody
        :return: plain values for the page
        """
        self.ensure_one()
        # sudo: who runs the door reads who comes; the caller checked it.
        rows = self.env["event.registration"].sudo()
        domain = Domain("event_id", "=", self.id) & Domain("state", "!=", "cancel")
        found = domain
        for word in search.split()[:5]:
            found &= (
                Domain("name", "ilike", word)
                | Domain("company_name", "ilike", word)
                | Domain("organisation_id.name", "ilike", word)
            )
        if only in ("missing", "here"):
            found &= Domain("state", "=", "done" if only == "here" else "open")
        lines = rows.search_fetch(found, order="name, id", limit=SHOWN + 1)
        return {
            "id": self.id,
            "name": self.name,
            "when": self._club_when(),
            "both": self.place == "both",
            "remote": self.place == "remote",
            "url": f"/my/meetings/{self.id}/door",
            "search": search,
            "only": only,
            "more": len(lines) > SHOWN,
            "lines": [self._door_line(row) for row in lines[:SHOWN]],
            "begun": self._has_begun_day(),
            "over": self.date_end <= fields.Datetime.now(),
            "closed": bool(self.session_closed_on),
            "training": self.training_id.name or "",
            **self._door_counts(domain),
        }

    def _has_begun_day(self):
        return self._first_local_day() <= self._local(fields.Datetime.now()).date()

    def _door_counts(self, domain):
        # sudo: as in _door_values.
        groups = (
            self.env["event.registration"]
            .sudo()
            ._read_group(domain, ["state", "presence"], ["__count"])
        )
        counts = {"expected": 0, "here": 0, "site": 0, "remote_here": 0}
        for state, presence, count in groups:
            if state in ("open", "done"):
                counts["expected"] += count
            if state == "done":
                counts["here"] += count
                counts["site" if presence == "site" else "remote_here"] += count
        return counts

    def _door_count_here(self):
        return self._door_counts(Domain("event_id", "=", self.id))["here"]

    def _door_line(self, row):
        state = row._door_state()
        answer = row._door_answer(state) if state not in ("ready", "already") else {}
        return {
            "id": row.id,
            "name": row.name or "",
            "organisation": row._organisation_name(),
            "slot": row._door_when() if row.event_slot_id else "",
            "here": state == "already",
            "presence": row.presence,
            "at": row._signed_at() if state == "already" else "",
            "tickable": state in ("ready", "already")
            or (state == "day" and row.event_begin_date <= fields.Datetime.now()),
            "problem": answer.get("title", ""),
            "tone": answer.get("tone", ""),
        }

    def _door_row(self, row_id):
        """The registration with this id at this meeting, empty otherwise."""
        # sudo: as in _door_values.
        return (
            self.env["event.registration"]
            .sudo()
            .search([("id", "=", row_id), ("event_id", "=", self.id)])
        )

    # People who come without a registration

    def _door_people(self, typed, user):
        """Members whose name is like what was typed, who may come and are not
        registered.

        :param typed: three letters or more
        :param user: who looks them up; counted
        :return: list of dicts with ``id``, ``name`` and ``hint``
        :raises UserError: too many were looked up
        """
        typed = " ".join(typed.split())[:60]
        if len(typed) < 3:
            return []
        rates = self.env["club.rate"].sudo()  # sudo: counted, whoever looks
        if not rates._allow("door_people", f"{user.id}", LOOKUPS_PER_HOUR, 60):
            raise UserError(
                self.env._("Too many names were looked up: write the name instead.")
            )
        return [
            {"id": person.id, "name": person.name, "hint": self._known_as(person)}
            for person in self._members_named(typed)
            if not self._refusal(person)
        ][:FOUND]

    def _door_person(self, person_id):
        """The person with this id, if the door may let them in; empty otherwise."""
        # sudo: as in _members_named.
        people = self.sudo().env["res.partner"]
        return people.search(self._members_domain() & Domain("id", "=", person_id))

    def _members_named(self, typed):
        """People of the association with this name: members, and who sits in or acts
        for one."""
        domain = self._members_domain()
        for word in typed.split()[:4]:
            domain &= Domain("name", "ilike", word)
        # sudo: the door looks up members to let them in, a few at a time.
        people = self.sudo().env["res.partner"]
        return people.search(domain, order="name, id", limit=FOUND * 3)

    def _members_domain(self):
        """Whom the door may find: people of the association who are not registered."""
        company = self.company_id or self.env.company
        # sudo: as in _members_named; only ids of it are used.
        env = self.sudo().env
        acting = env["club.delegation"]._search(
            env["club.delegation"]._on_date_domain(company._club_today())
            & Domain("company_id", "=", company.id)
        )
        members = env["club.membership"]._search(
            [("company_id", "=", company.id), ("is_member", "=", True)]
        )
        registered = env["event.registration"]._search(
            [
                ("event_id", "=", self.id),
                ("state", "!=", "cancel"),
                ("attendee_id", "!=", False),
            ]
        )
        return (
            Domain("is_company", "=", False)
            & Domain("id", "not in", registered.subselect("attendee_id"))
            & (
                Domain("id", "in", acting.subselect("partner_id"))
                | Domain("id", "in", members.subselect("partner_id"))
            )
        )

    def _known_as(self, person):
        """What tells two people of one name apart: whom they act for, or where they
        belong."""
        acting = person._club_delegations().membership_id.partner_id
        company = self.company_id or self.env.company
        own = person.club_membership_ids.filtered(lambda m: m.company_id == company)
        return ", ".join(acting.mapped("name")) or own[:1].section_id.name or ""

    def _walk_in(self, space, person=None, typed=None, presence="site"):
        """Register somebody who stands at the door, and sign them in.

        :param person: res.partner, one of ``_door_people``
        :param typed: else a dict with ``name``, ``email`` and ``phone``
        :return: what the door answers
        :raises UserError: they may not come, or no place is free
        """
        who = {"partner": person} if person else typed
        if not person and not (typed.get("name") or "").strip():
            raise UserError(self.env._("Write the name of who comes in."))
        slot = self._slot_now()
        # Who comes in books and pays, not who stands at the door.
        booking = self._register_people(
            [who], person, slot=slot or None, presence=presence, wait=False
        )
        # sudo: what was just registered, for the door.
        return booking.sudo().registration_ids[:1]._sign_in(space.person, presence)

    def _slot_now(self):
        """The part of the meeting that runs now or comes next today."""
        now = fields.Datetime.now()
        left = self.event_slot_ids.filtered(lambda slot: slot.end_datetime >= now)
        return left.sorted("start_datetime")[:1]
