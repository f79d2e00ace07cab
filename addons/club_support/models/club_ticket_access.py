from odoo import api, models
from odoo.exceptions import AccessError, UserError

# What staff change by hand in a form; all else changes by what happens.
BY_HAND = {"name", "category_id"}
# What only happens: nobody writes a question down as answered, or as praised.
HAPPENS = {
    *("state", "deadline", "reminded_at", "received_at", "asked_at", "read_at"),
    *("first_answer_at", "solved_at", "closed_at", "reopened_count"),
    *("rating", "rating_comment", "rating_asked_at"),
}


class ClubTicket(models.Model):
    """Who may read a question and answer it, whatever their login."""

    _inherit = "club.ticket"

    def _fully(self):
        """This question with full rights, in its company."""
        self.ensure_one()
        # sudo: doors of this model check the person in whose name they are called;
        # portal users hold no right on it.
        return self.sudo().with_company(self.sudo().company_id)

    def _may_read(self, partner):
        """Whether this person may read the conversation (see ``_may_see_notes``)."""
        ticket = self._fully()
        return bool(partner) and (
            partner == ticket.partner_id or ticket._may_see_notes(partner)
        )

    def _may_see_notes(self, partner):
        """Whether this person may read the internal notes as well.

        The owner, those who owned it before and are volunteers still, coordinators of
        the section and staff; never who asked, whatever else they are.
        """
        ticket = self._fully()
        if not partner or partner == ticket.partner_id:
            return False
        if partner == ticket.owner_id:
            return True
        day = ticket.company_id._club_today()
        former = ticket.step_ids.filtered(lambda each: each.partner_id == partner)
        if any(v._serves_on(day) for v in former.volunteer_id):
            return True
        return ticket._is_open_to(partner, "read")

    def _may_answer(self, partner):
        """Whether this person may answer: the owner, a coordinator, staff."""
        ticket = self._fully()
        if not partner or partner == ticket.partner_id:
            return False
        return partner == ticket.owner_id or ticket._is_open_to(partner, "write")

    def _is_open_to(self, partner, operation):
        """Whether a login of this person has the right in the back office."""
        # sudo: logins of the person, to ask with each one's own rights.
        for user in partner.sudo().user_ids.filtered(lambda u: u._is_internal()):
            own = self.sudo(False).with_user(user)
            own = own.with_context(allowed_company_ids=user.company_ids.ids)
            if own.has_access(operation):
                return True
        return False

    def _check_may_answer(self, partner):
        if not self._may_answer(partner):
            raise AccessError(
                self.env._(
                    "%(question)s is not yours: its owner, the coordinators of the "
                    "section and the office deal with it.",
                    question=self._fully().number,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            told = {name.removeprefix("default_") for name in self.env.context}
            if HAPPENS & told.union(*vals_list):
                raise UserError(
                    self.env._(
                        "Log a call to write a question down: how it goes on follows "
                        "from answering it, passing it on and solving it."
                    )
                )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and set(vals) - BY_HAND:
            raise UserError(
                self.env._(
                    "Change the title and the category of a question; the rest follows "
                    "from answering it, passing it on and solving it."
                )
            )
        return super().write(vals)
