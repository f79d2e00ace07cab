from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_duty_confirming import STANDING


class ClubDutyOffer(models.Model):
    """How a volunteer asks others, and takes the question back.

    The asker keeps the duty until somebody accepts.
    """

    _inherit = "club.duty.offer"

    date_start = fields.Date(related="duty_id.date_start", string="First day")

    @api.model
    def _ask_cover(self, duty, asker, asked=None, message=""):
        """Ask volunteers to take a duty over: the first who accepts has it.

        :param duty: one published duty of the asker that has not begun
        :param asker: club.volunteer
        :param asked: club.volunteer records; empty: everybody who could take it
        :param message: one line from the asker to them
        :return: the offer
        :raises UserError: the duty is not the asker's or has begun; somebody is asked
            about it already; nobody could take it, or one of the asked cannot
        """
        # sudo: a volunteer asks about their own duty, which is checked here.
        duty, asker = duty.sudo(), asker.sudo()
        duty._expect_askable(asker)
        candidates = duty._candidates()
        asked = (asked or candidates._reachable()).sudo()
        if not asked:
            raise UserError(
                self.env._(
                    "Nobody could take %s over at present. If you cannot serve, say "
                    "so: your coordinator looks for somebody.",
                    duty.display_name,
                )
            )
        for volunteer in asked - candidates:
            raise UserError(
                "\n".join(duty._obstacles(volunteer))
                or self.env._("%s cannot be asked about this duty.", volunteer.name)
            )
        (asked - asked._reachable())._expect_reachable()
        return self._ask(duty, asker, asked, message, {"kind": "cover"})

    @api.model
    def _ask_swap(self, duty, asker, other_duty, message=""):
        """Ask the volunteer of another duty to exchange it for this one.

        :param duty: as for ``_ask_cover``
        :param other_duty: a published duty of somebody else that has not begun
        :return: the offer
        :raises UserError: as for ``_ask_cover``, or something stands in the way of
            either side
        """
        # sudo: as for _ask_cover.
        duty, asker, other = duty.sudo(), asker.sudo(), other_duty.sudo()
        duty._expect_askable(asker)
        holder = other.volunteer_id
        if (
            not holder
            or holder == asker
            or other.company_id != duty.company_id
            or other.state not in STANDING
            or other.date_start <= other._company_today()
        ):
            raise UserError(
                self.env._(
                    "%s cannot be exchanged any more: choose another duty.",
                    other.display_name,
                )
            )
        if obstacles := duty._swap_obstacles(other):
            raise UserError("\n".join(obstacles))
        (holder - holder._reachable())._expect_reachable()
        return self._ask(
            duty, asker, holder, message, {"kind": "swap", "other_duty_id": other.id}
        )

    @api.model
    def _ask(self, duty, asker, asked, message, values):
        other = duty.browse(values.get("other_duty_id"))
        # Neither changes hands unseen; and of one duty's questions the database sees
        # which one was closed first.
        (duty | other)._one_at_a_time()
        # sudo: offers are written by their methods only.
        offer = self.sudo().create(
            {
                **values,
                "duty_id": duty.id,
                "asker_id": asker.id,
                "asked_ids": [(6, 0, asked.ids)],
                "message": (message or "").strip()[:300],
            }
        )
        offer._asked()
        return offer

    def _asked(self):
        """Hook: volunteers are asked since now."""

    def _withdraw(self, volunteer):
        """The asker needs nobody any more; twice changes nothing.

        :raises UserError: it is not this volunteer's question, or was answered
        """
        self.ensure_one()
        # sudo: only who asked comes through.
        offer = self.sudo()
        if offer.asker_id != volunteer:
            raise UserError(
                self.env._("Only who asked can take the question back again.")
            )
        if offer.state == "withdrawn":
            return
        offer._expect_open()
        offer._finish("withdrawn")

    def _finish(self, state, **values):
        """End these offers, without handing anything over."""
        self.write({"state": state, "answered_on": fields.Datetime.now(), **values})
        self._finished()

    def _finished(self):
        """Hook: these offers have just been answered, withdrawn or ended."""

    def _expect_open(self):
        """Say to who comes too late what happened in the meantime.

        :raises UserError: this offer is not open any more
        """
        self.ensure_one()
        if self.state == "open":
            return
        duty = self.duty_id.display_name
        taker = self.accepted_by_id.name
        asker = self.asker_id.name
        raise UserError(
            {
                "accepted": self.env._(
                    "%(name)s was quicker and has taken %(duty)s: nothing is left "
                    "for you to do.",
                    name=taker,
                    duty=duty,
                ),
                "declined": self.env._(
                    "Everybody declined %(duty)s: %(name)s was told and looks "
                    "for another way.",
                    name=asker,
                    duty=duty,
                ),
                "withdrawn": self.env._(
                    "%(duty)s is no longer asked for: the question of %(name)s was "
                    "taken back.",
                    name=asker,
                    duty=duty,
                ),
                "expired": self.env._(
                    "It is too late for %(duty)s: it stays with %(name)s.",
                    name=asker,
                    duty=duty,
                ),
            }[self.state]
        )


class ClubDuty(models.Model):
    _inherit = "club.duty"

    offer_ids = fields.One2many("club.duty.offer", "duty_id", string="Offers")

    def _expect_askable(self, asker):
        """Refuse to ask about a duty that is not the asker's, has begun, or about
        which somebody is asked already."""
        self.ensure_one()
        self._expect_mine(asker)
        if self.date_start <= self._company_today():
            raise UserError(
                self.env._(
                    "%s has begun: nobody can be asked to cover it any more. If you "
                    "cannot serve, say so: your coordinator looks for somebody.",
                    self.display_name,
                )
            )
        if self.offer_ids.filtered(lambda offer: offer.state == "open"):
            raise UserError(
                self.env._(
                    "Somebody is asked about %s already: take that question back "
                    "first.",
                    self.display_name,
                )
            )
