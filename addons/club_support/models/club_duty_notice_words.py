from odoo import models
from odoo.tools import format_date, groupby

from .club_duty_notice import FOR_COORDINATORS, LEVELS

ORDER = [level for level, _label in LEVELS]


class ClubDutyNotice(models.Model):
    """What the mails say, in the language of the context."""

    _inherit = "club.duty.notice"

    def _blocks(self):
        """[(what happened, [lines])] of one mail, in the order of ``LEVELS``."""
        rows = self.sorted(
            lambda row: (ORDER.index(row.level), row.duty_id.date_start, row.id)
        )
        return [
            (title, [row._line() for row in same])
            for title, same in groupby(rows, lambda row: row._title())
        ]

    def _subject(self):
        """Of a mail that says one thing, that; else a general one."""
        levels = set(self.mapped("level"))
        subject = self._subjects().get(next(iter(levels))) if len(levels) == 1 else ""
        if subject:
            return subject
        if levels <= set(FOR_COORDINATORS):
            return self.env._("Your volunteers' duties: what needs you")
        return self.env._("Your duties: what is new")

    def _subjects(self):
        return {
            "published": self.env._("Your duties"),
            "confirm": self.env._("Please confirm your duties"),
            "first": self.env._("Your duty begins soon"),
            "last": self.env._("Your duty begins"),
            "asked": self.env._("Could you help out?"),
            "released": self.env._("Nobody is on duty: a gap to fill"),
            "gap": self.env._("Nobody is on duty: a gap to fill"),
        }

    def _title(self):
        """What happened, in one sentence above the duties that it is about."""
        words = {**self._titles(), **self._titles_of_offers()}
        return words[self.level]

    def _titles(self):
        name = self.volunteer_id.name or self.change_id.from_id.name or ""
        return {
            "published": self.env._("The rota is published. You are on duty:"),
            "given": self.env._("Your coordinator has put you on duty:"),
            "taken": self.env._("By decision of your coordinator, not yours any more:"),
            "cancelled": self.env._("These duties of yours are cancelled:"),
            "last": self.env._("You are on duty now or tomorrow:")
            if self._days_left() <= 1
            else self.env._("You are on duty in a few days:"),
            "first": self.env._("You are on duty soon:"),
            "confirm": self.env._("Please confirm, or say that you cannot serve:"),
            "away": self.env._(
                "You said that you are away, and are on duty. It stays yours until "
                "you ask somebody to cover it, or say that you cannot serve:"
            ),
            "beside": self.env._(
                "%s cannot serve. You are alone until somebody takes over:", name
            ),
            "released": self.env._("%s cannot serve. Nobody has taken over yet:", name),
            "gap": self.env._("Still nobody for these duties, which begin soon:"),
            "unconfirmed": self.env._("%s has not confirmed yet:", name),
            "unreachable": self.env._(
                "%s cannot be reached by e-mail. Please tell them:", name
            ),
        }

    def _titles_of_offers(self):
        offer = self.offer_id
        asker, taker = offer.asker_id.name or "", offer.accepted_by_id.name or ""
        swap = offer.kind == "swap"
        return {
            "asked": self.env._("%s asks whether you would exchange duties:", asker)
            if swap
            else self.env._("%s asks whether you could cover:", asker),
            "accepted": self.env._("%s agreed to the exchange:", taker)
            if swap
            else self.env._("%s has taken over:", taker),
            "declined": self.env._(
                "Nobody of those you asked can help. It stays yours; if you cannot "
                "serve, please say so:"
            ),
            "expired": self.env._("Nobody answered in time. It stays yours:"),
            "off": self.env._(
                "The exchange that you asked for is not possible any more. It stays "
                "yours:"
            ),
        }

    def _days_left(self):
        return (self.duty_id.date_start - self.duty_id._company_today()).days

    def _line(self):
        """One duty: where and when, and what the reader needs besides."""
        duty = self.duty_id
        return {
            "duty": duty._where(),
            "days": duty._when(),
            "note": self._line_note(),
        }

    def _line_note(self):
        offer, duty = self.offer_id, self.duty_id
        if self.level in ("asked", "accepted") and offer.kind == "swap":
            other = offer.other_duty_id
            words = {"where": other._where(), "days": other._when()}
            said = (
                self.env._("In exchange for yours: %(where)s, %(days)s.", **words)
                if self.level == "asked"
                else self.env._("You now have: %(where)s, %(days)s.", **words)
            )
            return f"{said} {self._quoted()}".strip()
        if self.level == "asked":
            return self._quoted()
        if self.level == "cancelled":
            return duty.cancel_reason or ""
        if self.level in ("published", "given", "first", "last"):
            return (
                self.env._("Please confirm that you will be there.")
                if duty.state == "published"
                else ""
            )
        return ""

    def _quoted(self):
        """What the asker wrote, to who is asked."""
        message = self.offer_id.message
        return f"“{message}”" if message and self.level == "asked" else ""


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _where(self):
        """Section and role, in the language of the context."""
        roles = dict(self._fields["role"]._description_selection(self.env))
        return f"{self.section_id.name}, {roles[self.role]}"

    def _when(self):
        """First and last day, in the language of the context."""
        first = format_date(self.env, self.date_start, date_format="EEEE d MMMM")
        last = format_date(self.env, self.date_end, date_format="EEEE d MMMM yyyy")
        if self.date_start == self.date_end:
            return last
        return f"{first} – {last}"
