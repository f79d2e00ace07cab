from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize

from .club_ticket import OPEN

ERASED = "erased@example.invalid"
QUESTION = (
    "number",
    "name",
    "body",
    "email_from",
    "caller_name",
    "caller_phone",
    "section_id",
    "category_id",
    "channel",
    "state",
    "create_date",
    "first_answer_at",
    "solved_at",
    "closed_at",
    "reopened_count",
    "rating",
    "rating_comment",
)


class ClubTicket(models.Model):
    """What is left of a question when who asked it is forgotten: its figures."""

    _inherit = "club.ticket"

    @api.model
    def _open_of(self, partner):
        """Open questions that this person owns or asked."""
        mine = Domain("owner_id", "=", partner.id) | Domain(
            "partner_id", "=", partner.id
        )
        return self.search(Domain("state", "in", OPEN) & mine)

    @api.model
    def _asked_by(self, partner):
        """Questions of this person, also those from an address of theirs alone."""
        addresses = partner._club_addresses()
        unsigned = self.search(
            Domain("partner_id", "=", False)
            & Domain.OR(Domain("email_from", "ilike", each) for each in addresses)
        ).filtered(lambda t: email_normalize(t.email_from or "") in addresses)
        return self.search([("partner_id", "=", partner.id)]) | unsigned

    def _forget_words(self):
        """Close these questions and take all words out of them.

        Number, dates, section, category and satisfaction stay for the figures.
        """
        for ticket in self:
            if ticket.state in OPEN:
                ticket.write({"state": "solved", "deadline": False})
            ticket._close()
            messages = ticket.message_ids
            files = self.env["ir.attachment"].search(
                [("res_model", "=", self._name), ("res_id", "=", ticket.id)]
            )
            self.env["mail.mail"].search(
                [("mail_message_id", "in", messages.ids)]
            ).unlink()
            (files | messages.attachment_ids).unlink()
            messages.unlink()
            ticket.step_ids.reason = False
            ticket.write(
                {
                    "name": ticket.number,
                    "body": False,
                    "email_from": False if ticket.partner_id else ERASED,
                    "caller_name": False,
                    "caller_phone": False,
                    "rating_comment": False,
                }
            )


class ResPartner(models.Model):
    """Who is forgotten leaves numbers behind, and no question without an owner."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        # Before volunteers end, while their addresses are known.
        # sudo: as for their other data; who may erase was checked.
        tickets = self.env["club.ticket"].sudo()
        asked = tickets._asked_by(self)
        result = super()._club_forget_elsewhere()
        asked._forget_words()
        # sudo: as above
        companies = self.env["res.company"].sudo()
        companies.search(
            [("club_support_owner_id", "=", self.id)]
        ).club_support_owner_id = False
        for ticket in tickets.search(
            [("state", "in", OPEN), ("owner_id", "=", self.id)]
        ):
            ticket._find_owner(ticket.env._("The owner cannot be reached."))
        # sudo: as above
        requests = self.env["club.merge.request"].sudo()
        mine = Domain("partner_id", "=", self.id) | Domain("other_id", "=", self.id)
        requests.search(mine).unlink()
        requests.search([("author_id", "=", self.id)]).reason = False
        return result


class ClubDataExport(models.AbstractModel):
    """What a person asked and was answered, and what they owned, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        asked = env["club.ticket"]._asked_by(person)
        said = asked.message_ids.filtered(
            lambda m: m.subtype_id and not m.is_internal
        ).sorted("id")
        return {
            **super()._parts_besides(person),
            "questions": (asked, QUESTION),
            "questions_conversations": (said, ("date", "author_id", "body")),
            # What others asked is theirs: of it only the number.
            "questions_owned": (
                env["club.ticket.step"].search([("partner_id", "=", person.id)]),
                ("ticket_id", "step", "since", "deadline", "reason"),
            ),
            "merges_asked_for": (
                env["club.merge.request"].search([("author_id", "=", person.id)]),
                ("create_date", "state", "reason"),
            ),
        }

    @api.model
    def _plain(self, record, name):
        if (record._name, name) == ("club.ticket.step", "ticket_id"):
            return [record.ticket_id.number]
        return super()._plain(record, name)


class ClubDataReaders(models.AbstractModel):
    """Who sees what a person asked."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.ticket": self.env._("the questions you ask"),
        }

    @api.model
    def _reach(self, space, rows):
        reach = super()._reach(space, rows)
        for section in self._questions(space).section_id.ancestor_ids:
            reach.setdefault(section, set()).add("club.ticket")
        return reach

    @api.model
    def _questions(self, space):
        # sudo: the person's own questions.
        return (
            self.env["club.ticket"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", space.person.id),
                    ("company_id", "=", space.company.id),
                ]
            )
        )

    @api.model
    def _in_the_portal(self, space, rows):
        yield from super()._in_the_portal(space, rows)
        owners = self._questions(space).step_ids.partner_id
        if owners:
            yield {
                "who": self.env._("Who answers your questions"),
                "sees": self.env._(
                    "Your name, your section, and what you write in these questions."
                ),
                "names": owners.mapped("name"),
            }
        helpers = self._helpers_of(space)
        if helpers:
            yield {
                "who": self.env._("Volunteers of your section and of those next to it"),
                "sees": self.env._(
                    "Your name, town, organisation and member number, when you call "
                    "them; in your own section, your questions while they are open."
                ),
                "names": helpers.mapped("name"),
            }

    @api.model
    def _helpers_of(self, space):
        """Volunteers today who may look for this person, see ``_callers_for``."""
        # sudo: names of who may read the person's own data.
        home = space.memberships.sudo().section_id.ancestor_ids
        tickets, day = self.env["club.ticket"], space.company._club_today()
        return (home | home.neighbour_ids).volunteer_ids.filtered(
            lambda v: (
                v.company_id == space.company
                and v.partner_id != space.person
                and v._serves_on(day)
                and tickets._sections_near(v) & home
            )
        )
