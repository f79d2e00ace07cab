from odoo import api, models
from odoo.exceptions import UserError

from .club_ticket_call import CHANNELS, OUTCOMES


class ClubTicket(models.Model):
    """The page on which a volunteer writes a call down."""

    _inherit = "club.ticket"

    @api.model
    def _call_choices(self, volunteer):
        """What the form of a call offers."""
        company = volunteer.company_id
        # sudo: volunteers hold no right on categories; those of their association.
        categories = (
            self.env["club.ticket.category"]
            .sudo()
            .search([("company_id", "=", company.id)])
        )
        channels = dict(self._fields["channel"]._description_selection(self.env))
        return {
            "categories": [{"id": c.id, "name": c.name} for c in categories],
            "channels": [(key, channels[key]) for key in CHANNELS],
            "outcomes": [
                ("answered", self.env._("I answered: it is solved")),
                ("mine", self.env._("I go on with it")),
                ("other", self.env._("Whoever is on duty goes on with it")),
            ],
            "sections": self._sections_near(volunteer).mapped("name"),
        }

    @api.model
    def _log_call_by(self, volunteer, typed):
        """Write down what a volunteer heard, and trace it for the member.

        :param typed: the fields of the form, as text
        :return: the question, with full rights
        :raises UserError: nobody is named, or no question
        """
        company, author = volunteer.company_id, volunteer.partner_id
        # sudo: people are looked up below among those near the volunteer.
        people = self.env["res.partner"].sudo()
        person = people
        if typed["person_id"]:
            found = self._caller(volunteer, typed["person_id"])
            if not found:
                raise UserError(
                    self.env._("Choose one of the people found, or look again.")
                )
            person = people.browse(found["id"])
        if typed["outcome"] not in OUTCOMES:
            raise UserError(self.env._("Say what became of the question."))
        home = volunteer.home_section_id
        ticket = self._log_call(
            company,
            author,
            {
                **typed,
                "person": person,
                "section": self._section_of(person, company) if person else home,
                "category": self._category_of(company, typed["category"]),
            },
        )
        if person:
            self._trace_call(ticket, person)
        return ticket

    @api.model
    def _trace_call(self, ticket, person):
        """The member may see later who wrote what down in their name."""
        # sudo: traces are written by what happens, by nobody's hand.
        self.env["club.trace"].sudo().create(
            {
                "user_id": self.env.uid,
                "person_id": person.id,
                "company_id": ticket.company_id.id,
                "mode": "volunteer",
                "action": self.env._(
                    "Wrote down what you asked: %(number)s, %(name)s",
                    number=ticket.number,
                    name=ticket.name,
                ),
            }
        )
