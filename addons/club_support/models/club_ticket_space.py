from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .club_ticket import OPEN
from .club_ticket_thread import WORDS


class ClubTicket(models.Model):
    """A member's own questions on their page: chosen values, never records."""

    _inherit = "club.ticket"

    read_at = fields.Datetime(
        string="Read by who asked", readonly=True, copy=False, groups=fields.NO_ACCESS
    )

    @api.model
    def _own_domain(self, space):
        """Questions that the person of this space asked."""
        return Domain("partner_id", "=", space.person.id) & Domain(
            "company_id", "in", space.companies.ids
        )

    @api.model
    def _own_in(self, space, ticket_id):
        """The question with this id, empty unless the space's person asked it."""
        # sudo: members hold no right on questions; the domain is their space's.
        return self.sudo().search(
            self._own_domain(space) & Domain("id", "=", ticket_id), limit=1
        )

    @api.model
    def _unread_sql(self):
        """SQL, of a row ``t`` of questions: whether an answer has not been read."""
        return SQL(
            """
            EXISTS (
                SELECT FROM mail_message m
                  JOIN mail_message_subtype s ON s.id = m.subtype_id
                 WHERE m.model = 'club.ticket' AND m.res_id = t.id
                   AND m.message_type IN %s AND m.is_internal IS NOT TRUE
                   AND s.internal IS NOT TRUE
                   AND m.author_id IS DISTINCT FROM t.partner_id
                   AND m.date > COALESCE(t.read_at, t.received_at))
            """,
            WORDS,
        )

    @api.model
    def _news_of(self, space):
        """Ids of the person's questions with something new: an answer they have not
        read, or a satisfaction that nobody gave.

        :return: (ids with an unread answer, ids to be rated)
        """
        self.flush_model()
        self.env["mail.message"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, %(unread)s, state = 'solved' AND COALESCE(rating, 0) = 0
                  FROM club_ticket t
                 WHERE partner_id = %(person)s AND company_id = ANY(%(companies)s)
                   AND state <> 'closed'
                """,
                unread=self._unread_sql(),
                person=space.person.id,
                companies=space.companies.ids,
            )
        )
        return (
            {row[0] for row in rows if row[1]},
            {row[0] for row in rows if row[2]},
        )

    @api.model
    def _own_news_count(self, space):
        """How many of the person's questions wait for them."""
        unread, unrated = space.once(
            "club_ticket_news", lambda: self.sudo()._news_of(space)
        )  # sudo: a count of the person's own
        return len(unread | unrated)

    @api.model
    def _own_cards(self, space):
        """The person's questions, open ones first, the newest first.

        :return: (open ones, past ones), lists of dictionaries
        """
        # sudo: as in _own_in
        found = self.sudo().search_fetch(self._own_domain(space), limit=200)
        unread, unrated = space.once(
            "club_ticket_news", lambda: self.sudo()._news_of(space)
        )  # sudo: as above
        cards = [
            {
                **ticket._card_values(),
                "is_unread": ticket.id in unread,
                "is_to_rate": ticket.id in unrated,
            }
            for ticket in found
        ]
        return (
            [card for card in cards if card["is_open"]],
            [card for card in cards if not card["is_open"]],
        )

    def _card_values(self):
        """A question in a list of who asked it."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id,
            "url": f"/my/support/{self.id}",
            "number": self.number,
            "name": self.name,
            "category": self.category_id.name or "",
            "state": self.state,
            "state_label": states[self.state],
            "is_open": self.state in OPEN,
            "asked": self._said_at(self.received_at),
            "owner": self.owner_id.name,
            "due": self._before(self.deadline)
            if self.deadline and self.deadline > fields.Datetime.now()
            else "",
        }

    def _own_page(self, space):
        """All that who asked a question sees of it."""
        self.ensure_one()
        return {
            **self._card_values(),
            "messages": self._thread_values(space.person),
            "rating": self.rating,
            "rating_comment": self.rating_comment or "",
            "may_rate": self.state not in OPEN and not self.rating,
            "may_reopen": self.state not in OPEN and self._can_reopen(),
            "follows": self.origin_id.number
            if self.origin_id.partner_id == self.partner_id
            else "",
        }

    def _thread_values(self, reader):
        """The conversation, ready for a page: see ``_thread``."""
        return [
            {
                **message,
                "said": self._said_at(message["moment"]),
                "files": [
                    {**file, "url": f"/my/support/{self.id}/files/{file['id']}"}
                    for file in message["files"]
                ],
            }
            for message in self._thread(reader)
        ]

    def _mark_read(self, space):
        """Remember that the person has seen the answers; staff who look do not count.

        Nothing is written where nothing is new.
        """
        self.ensure_one()
        if space.mode == "self" and self.id in self._news_of(space)[0]:
            self.read_at = fields.Datetime.now()
