from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# Who was at meetings of an association or invited, and their last day at any.
SEEN = """
    SELECT person, max(day)
      FROM (SELECT r.attendee_id AS person, e.company_id, e.date_end AS day
              FROM event_registration r JOIN event_event e ON e.id = r.event_id
             WHERE r.attendee_id IS NOT NULL
             UNION ALL
            SELECT g.partner_id, e.company_id, e.date_end
              FROM club_event_guest g JOIN event_event e ON e.id = g.event_id
             WHERE g.partner_id IS NOT NULL) seen
     WHERE %(whom)s
  GROUP BY person
    HAVING max(day) < %(since)s AND bool_or(company_id = %(company)s)
"""


class ClubRetentionRule(models.Model):
    """Guests, visitors and prospects: the figures stay, the people are forgotten."""

    _inherit = "club.retention.rule"

    kind = fields.Selection(
        selection_add=[
            ("guest", "Guests of meetings who never were members"),
            ("visitor", "Names that meetings keep of people without a contact"),
            ("prospect", "Contacts of recruitment campaigns who did not join"),
        ],
        ondelete={
            "guest": "cascade",
            "visitor": "cascade",
            "prospect": "cascade",
        },
    )

    def _action_of_kind(self):
        own = {"guest": "anonymise", "visitor": "forget", "prospect": "forget"}
        return own.get(self.kind) or super()._action_of_kind()

    # Guests who are contacts

    def _kept_too_long(self):
        if self.kind != "guest":
            return super()._kept_too_long()
        last_days = self._guests_last_seen()
        people = self.env["res.partner"].search(
            Domain("id", "in", list(last_days))
            & Domain("id", "not in", self._on_a_list().ids)
            & self._only_guests()
        )
        return {person.id: last_days[person.id] for person in people}

    def _guests_last_seen(self, person=None):
        """Who was not seen since the rule's day.

        :param person: asked about alone
        :return: {id of a person: last day at a meeting, or of one they were invited to}
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                SEEN,
                whom=SQL("person = %s", person.id) if person else SQL("TRUE"),
                since=self._kept_since(),
                company=self.company_id.id,
            )
        )
        return {person: last.date() for person, last in rows}

    def _only_guests(self):
        """People whom meetings alone brought here, as a domain of contacts."""
        campaigns = self.env["club.prospect"].search(
            [("partner_id", "!=", False), ("stage", "not in", ("joined", "lost"))]
        )
        return (
            Domain("is_company", "=", False)
            & Domain("club_erased_on", "=", False)
            & Domain("club_membership_ids", "=", False)
            & Domain("club_payer_membership_ids", "=", False)
            & Domain("club_delegation_ids", "=", False)
            & Domain("club_office_ids", "=", False)
            & Domain("user_ids", "=", False)
            & Domain("id", "not in", campaigns.partner_id.ids)
        )

    def _came_back(self, person):
        if self.kind != "guest":
            return super()._came_back(person)
        return person.id not in self._guests_last_seen(person) or not (
            person.filtered_domain(self._only_guests())
        )

    # Names in rows

    def _old_lines(self, listed_on=None):
        if self.kind == "visitor":
            return self._old_visitors(self._kept_since(listed_on))
        if self.kind == "prospect":
            return [self._old_prospects(self._kept_since(listed_on))]
        return super()._old_lines(listed_on)

    def _old_visitors(self, day):
        ended = (
            Domain("event_id.company_id", "=", self.company_id.id)
            & Domain("event_id.date_end", "<", day)
            & Domain("forgotten_on", "=", False)
        )
        registrations = self.env["event.registration"].with_context(active_test=False)
        return [
            registrations.search(ended & Domain("attendee_id", "=", False)),
            self.env["club.event.guest"].search(
                ended & Domain("partner_id", "=", False)
            ),
        ]

    def _old_prospects(self, day):
        """Who did not join and of whom nothing was heard or noted since that day."""
        said = Domain.OR(
            Domain(field, "!=", False)
            for field in ("contact_name", "email", "phone", "note")
        )
        heard = Domain("step_ids", "any", [("date", ">=", day)]) | Domain(
            "message_ids", "any", [("date", ">=", day)]
        )
        return (
            self.env["club.prospect"]
            .with_context(active_test=False)
            .search(
                Domain("company_id", "=", self.company_id.id)
                & Domain("stage", "!=", "joined")
                & Domain("create_date", "<", day)
                & said
                & ~heard
            )
        )

    def _drop(self, rows):
        if self.kind in ("visitor", "prospect"):
            return rows._forget()
        return super()._drop(rows)
