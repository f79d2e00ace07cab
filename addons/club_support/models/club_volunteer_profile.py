from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .club_volunteer import WEEKDAYS
from .club_volunteer_trust import BY_THEMSELVES

# What may be asked for in a year, and between two duties.
MOST_LOAD, MOST_REST = 60, 26


class ClubVolunteer(models.Model):
    """The page on which somebody becomes a volunteer and says how they help."""

    _inherit = "club.volunteer"

    @api.model
    def _profile_values(self, space):
        """What the page shows; of somebody new, what it proposes."""
        volunteer = self._of_space(space)
        home = volunteer.home_section_id or self._default_home(space)
        today = space.company._club_today()
        skills = self.env["club.skill"].sudo()  # sudo: names of skills, for members
        stopped = bool(volunteer.date_end) and volunteer.date_end < today
        return {
            "is_new": not volunteer,
            "stopped": stopped and format_date(self.env, volunteer.date_end),
            "begun": bool(volunteer) and volunteer.date_start <= today,
            "sections": [
                {
                    "id": section.id,
                    "name": section.name,
                    "home": section == home,
                    "served": section in volunteer.section_ids,
                }
                for section in self._section_choices(space)
            ],
            "skills": [
                {
                    "id": skill.id,
                    "name": skill.name,
                    "chosen": skill in volunteer.skill_ids,
                }
                for skill in skills.search([("company_id", "=", space.company.id)])
            ],
            "weekdays": [
                {
                    "key": day,
                    "label": self._fields[f"{day}_off"]._description_string(self.env),
                    "off": volunteer[f"{day}_off"],
                }
                for day, _label in WEEKDAYS
            ],
            "max_load": volunteer.max_load if volunteer else 8,
            "rest": volunteer.rest if volunteer else 2,
            "most_load": MOST_LOAD,
            "most_rest": MOST_REST,
            "helps_neighbours": volunteer.helps_neighbours,
            "date_start": fields.Date.to_string(volunteer.date_start or today),
            "date_end": fields.Date.to_string(volunteer.date_end) or "",
            "today": fields.Date.to_string(today),
            "ahead": len(volunteer._standing_duties()),
        }

    @api.model
    def _save_profile(self, space, told):
        """Keep what the form says; of somebody new, they are a volunteer from then on.

        :param told: {name: text} of the form, with lists under ``sections``,
            ``skills`` and ``days``
        :raises UserError: something is missing or makes no sense
        :return: the volunteer
        """
        volunteer = self._of_space(space)
        if not volunteer and not self._may_join(space):
            raise UserError(
                self.env._("Volunteers are adult members in good standing.")
            )
        values = {
            **self._told_sections(space, told),
            **self._told_skills(space, told),
            "max_load": self._told_number(
                self.env._("Most duties in a year"), told.get("max_load"), MOST_LOAD
            ),
            "rest": self._told_number(
                self.env._("Weeks of rest"), told.get("rest"), MOST_REST
            ),
            "helps_neighbours": bool(told.get("helps_neighbours")),
            **{f"{day}_off": day in told["days"] for day, _label in WEEKDAYS},
            **self._told_dates(space, volunteer, told),
        }
        if volunteer:
            volunteer.with_context(**{BY_THEMSELVES: True}).write(values)
            return volunteer
        # sudo: the member becomes one by their own will, checked above.
        created = (
            self.sudo()
            .with_context(**{BY_THEMSELVES: True}, mail_create_nosubscribe=True)
            .create(
                {
                    "partner_id": space.person.id,
                    "company_id": space.company.id,
                    **values,
                }
            )
        )
        return created.with_env(self.sudo().env)

    @api.model
    def _told_sections(self, space, told):
        choices = {str(each.id): each for each in self._section_choices(space)}
        home = choices.get(told.get("home"))
        if not home:
            raise UserError(self.env._("Choose the section that you serve first."))
        served = [choices[key].id for key in told["sections"] if key in choices]
        return {
            "home_section_id": home.id,
            "section_ids": [fields.Command.set({home.id, *served})],
        }

    @api.model
    def _told_skills(self, space, told):
        # sudo: which skills there are, for members.
        skills = self.env["club.skill"].sudo()
        known = skills.search([("company_id", "=", space.company.id)])
        chosen = known.filtered(lambda skill: str(skill.id) in told["skills"])
        return {"skill_ids": [fields.Command.set(chosen.ids)]}

    @api.model
    def _told_number(self, label, text, most):
        text = (text or "").strip()
        if not text.isascii() or not text.isdigit() or int(text[:4]) > most:
            raise UserError(
                self.env._(
                    "%(field)s: type a whole number from 0 to %(most)s.",
                    field=label,
                    most=most,
                )
            )
        return int(text[:4])

    @api.model
    def _told_day(self, label, text):
        """The day that was typed, or None for nothing.

        :raises UserError: it is no day
        """
        if not (text or "").strip():
            return None
        try:
            return fields.Date.to_date(text.strip())
        except ValueError:
            raise UserError(
                self.env._(
                    "%(field)s: %(typed)s is not a day. Type it as 2026-08-01.",
                    field=label,
                    typed=text[:20],
                )
            ) from None

    @api.model
    def _told_dates(self, space, volunteer, told):
        """First and last day. The first one stays once it has come."""
        today = space.company._club_today()
        first = self._told_day(self.env._("First day"), told.get("date_start"))
        last = self._told_day(self.env._("Last day"), told.get("date_end"))
        if volunteer and volunteer.date_start <= today:
            first = volunteer.date_start
        first = max(first or today, volunteer.date_start or today)
        if last and last < max(first, today):
            raise UserError(
                self.env._(
                    "The last day must come after the first one and after today."
                )
            )
        after = volunteer._standing_duties().filtered(
            lambda duty: last and duty.date_end > last
        )
        if after:
            raise UserError(
                self.env._(
                    "You are on duty after that day: use “Stop being a volunteer” "
                    "below, which gives these duties back."
                )
            )
        return {"date_start": first, "date_end": last or False}

    def _stop(self, until, reason=""):
        """Stop serving after a day; duties beyond it are given back at once.

        :param until: text of the last day, empty for today
        :return: the duties that were given back
        :raises UserError: the day is over
        """
        self.ensure_one()
        today = self.company_id._club_today()
        last = self._told_day(self.env._("Last day"), until) or today
        if last < today - timedelta(days=1):
            raise UserError(
                self.env._("That day is over: choose today or a later one.")
            )
        duties = self._standing_duties().filtered(lambda duty: duty.date_end > last)
        offers = self.env["club.duty.offer"]._put_by_or_to(self)
        offers.filtered(lambda offer: offer.duty_id.date_end > last)._drop(self)
        duties._release(self, reason[:200])
        self.write({"date_end": last, "date_start": min(self.date_start, last)})
        return duties

    def _stopped_sentence(self, duties):
        """What stopping did.

        :param duties: that were given back
        """
        day = format_date(self.env, self.date_end)
        if not duties:
            return self.env._("Thank you for your help. Your last day is %s.", day)
        return self.env._(
            "Thank you for your help. Your last day is %(day)s; duties given back, of "
            "which your coordinator is told: %(count)s.",
            day=day,
            count=len(duties),
        )

    def _again(self):
        """Serve again, until further notice."""
        self.ensure_one()
        today = self.company_id._club_today()
        if self.date_end and self.date_end < today:
            self.write({"date_start": today})
        self.write({"date_end": False})
