from odoo import models


class EventEvent(models.Model):
    """A session is for who completed what its course requires."""

    _inherit = "event.event"

    def _last_local_day(self):
        """The last day of the meeting, where it is held."""
        return self._local(self.date_end).date()

    def _first_local_day(self):
        """The first day of the meeting, where it is held."""
        return self._local(self.date_begin).date()

    def _training_refusal(self, partner, name=""):
        """Why this person may not take part in the session, or False.

        :param partner: res.partner; empty: somebody known by name only
        :param name: theirs, then
        """
        self.ensure_one()
        # sudo: the rules of a course hold for who may not read courses too.
        course = self.sudo().training_id
        required = course.prerequisite_ids
        if not required or (partner and partner.id in self.sudo().trainer_ids.ids):
            return False
        # sudo: only the name, of who is registered.
        person = partner.sudo()
        if not person:
            return self.env._(
                "“%(course)s” requires other courses: say who %(name)s is, by choosing "
                "their contact.",
                course=course.name,
                name=name or self.env._("this person"),
            )
        done = required._completed_by(person, self._first_local_day())
        missing = required - done.get(person, required.browse())
        if not missing:
            return False
        return missing[0]._comes_first(person.name or "", course.name)

    def _refusal_in(self, circle, partner, membership=None, guest=None):
        refused = super()._refusal_in(circle, partner, membership, guest)
        return refused or self._training_refusal(partner)

    def _refusal_of_typed(self, name, membership, by_staff=False):
        refused = super()._refusal_of_typed(name, membership, by_staff)
        nobody = self.env["res.partner"]
        return refused or self._training_refusal(nobody, name)
