from collections import defaultdict

from odoo import fields, models

from ..attendance import validity


class ClubTraining(models.Model):
    """What one completed before a course."""

    _inherit = "club.training"

    def _completed_by(self, people, day):
        """Which of these courses these people have completed on that day.

        A certificate that counts then, or a session attended no longer ago than a
        certificate of the course is valid. What was withdrawn counts neither way.

        :param people: res.partner
        :param day: date of the session they want to attend
        :return: {person: courses}
        """
        found = defaultdict(self.browse)
        # sudo: rules about people who hold no right on courses, or about others.
        certificates = (
            self.env["club.training.certificate"]
            .sudo()
            .search_fetch(
                [("training_id", "in", self.ids), ("partner_id", "in", people.ids)]
            )
        )
        for certificate in certificates:
            if certificate._counts_on(day):
                found[certificate.partner_id] |= certificate.training_id
        withdrawn = {
            (c.partner_id, c.event_id) for c in certificates.filtered("revoked_on")
        }
        for row in self._attended(people):
            held = row.event_id._last_local_day()
            course = row.event_id.training_id
            end = validity.last_day(held, course.validity_months)
            if (row.attendee_id, row.event_id) not in withdrawn and validity.counts(
                held, end, day
            ):
                found[row.attendee_id] |= course
        return {person: courses & self for person, courses in found.items()}

    def _attended(self, people):
        """Registrations of these people at sessions of these courses that they came
        to."""
        # sudo: as above.
        return (
            self.env["event.registration"]
            .sudo()
            .search_fetch(
                [
                    ("attendee_id", "in", people.ids),
                    ("state", "=", "done"),
                    ("event_id.training_id", "in", self.ids),
                ]
            )
        )

    def _next_session(self):
        """The first session to come that people are told of; empty when there is
        none."""
        self.ensure_one()
        # sudo: that a course is given, and when, is no secret of its audience.
        return (
            self.env["event.event"]
            .sudo()
            .search(
                [
                    ("training_id", "=", self.id),
                    ("date_begin", ">", fields.Datetime.now()),
                    ("announced_on", "!=", False),
                    ("cancelled_on", "=", False),
                ],
                order="date_begin, id",
                limit=1,
            )
        )

    def _comes_first(self, name, course):
        """The sentence of who misses this course for another one.

        :param name: of the person
        :param course: name of the one they want to take part in
        """
        session = self._next_session()
        words = {"missing": self.name, "course": course, "name": name}
        if not session:
            return self.env._(
                "%(name)s has not completed “%(missing)s”, which “%(course)s” "
                "requires. No session of it is planned yet.",
                **words,
            )
        return self.env._(
            "%(name)s has not completed “%(missing)s”, which “%(course)s” requires. "
            "Its next session: %(when)s.",
            when=session._club_when(),
            **words,
        )
