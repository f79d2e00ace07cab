from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .club_evaluation import LEAST

SHOWN = ("open", "closing", "closed", "published")


class ClubEvaluation(models.Model):
    """What the member's space shows of evaluations: chosen values, never records."""

    _inherit = "club.evaluation"

    @api.model
    def _visible_domain(self, space):
        """Evaluations of the space's associations, once they are announced."""
        return Domain("company_id", "in", space.standing.company_id.ids) & Domain(
            "state", "in", SHOWN
        )

    @api.model
    def _of_space(self, space, evaluation_id=None):
        """The evaluations that a space may look at, or the one with this id."""
        domain = self._visible_domain(space)
        if evaluation_id is not None:
            domain &= Domain("id", "=", evaluation_id)
        # sudo: members hold no right on evaluations; the domain is their space's.
        return self.sudo().search(domain)

    def _line_of(self, space):
        """The line of the roll of the space's person, empty if they are not asked."""
        lines = self.box_id._lines_of(space.memberships, space.person)
        # Two contacts that were merged may have a line each: one answer of both.
        return lines.filtered("has_voted")[:1] or lines[:1]

    def _phase(self):
        """``before``, ``running`` or ``over``: the box is sealed a little later."""
        now = self.box_id._clock()
        if self.state != "open" or now >= self.closes_at:
            return "over"
        return "before" if now < self.opens_at else "running"

    @api.model
    def _waiting_for(self, space):
        """Evaluations that wait for the answer of who is signed in: nobody answers
        for somebody else."""
        if space.mode != "self":
            return self.browse()
        # Asked by the menu, the tabs and the page: found once for all of them.
        found = vars(space).get("waiting_evaluations")
        if found is None:
            found = space.waiting_evaluations = self._find_waiting(space)
        return found

    @api.model
    def _find_waiting(self, space):
        # sudo: see _of_space.
        announced = self.sudo().search(
            self._visible_domain(space) & Domain("state", "=", "open")
        )

        def waits(evaluation):
            line = evaluation._phase() == "running" and evaluation._line_of(space)
            return bool(line) and not line.has_voted

        return announced.filtered(waits)

    @api.model
    def _list_values(self, space):
        """The page of all evaluations.

        :return: ``{running, results}``: cards with ``url``, ``name``, ``product``,
            ``until``, ``waits``, ``state``, ``rate``
        """
        waiting = self._waiting_for(space)
        found = self._of_space(space)
        cards = {e: e._card_values(e in waiting) for e in found}
        return {
            "running": [card for e, card in cards.items() if e.state == "open"],
            "results": [card for e, card in cards.items() if e.state != "open"],
        }

    def _card_values(self, waits=False):
        return {
            "id": self.id,
            "url": f"/my/evaluations/{self.id}",
            "name": self.name,
            "product": self.product_id.name,
            "until": self._until(),
            "waits": waits,
            "state": self.state,
            "answers": self.voted_count,
            "on_roll": self.roll_count,
            "rate": round(self.response_rate),
        }

    def _until(self):
        """The last moment to answer, as people read it."""
        return self._moment(self.closes_at)

    def _moment(self, moment):
        """A moment (UTC) in the association's own time, in the reader's language."""
        tz = self.company_id._club_tz()
        return self.env["ir.qweb.field.datetime"].value_to_html(
            moment, {"tz_name": tz, "format": "d MMMM, HH:mm"}
        )

    def _organisation_values(self):
        """From how many organisations somebody answered, where others hide them.

        Nothing tells a manager how many of their own people answered: where three
        are asked, “two of three” is a name.
        """
        lines = Domain("box_id", "=", self.box_id.id) & Domain(
            "membership_id.partner_id.is_company", "=", True
        )
        rolls = self.env["club.ballot.roll"]
        asked = len(rolls._read_group(lines, ["membership_id"]))
        if asked < LEAST:
            return {"organisations": None}
        heard = rolls._read_group(
            lines & Domain("has_voted", "=", True), ["membership_id"]
        )
        return {"organisations": len(heard), "organisations_asked": asked}

    def _page_values(self, space):
        """One evaluation: its form, why there is none, or its results."""
        line = self._line_of(space)
        values = self._card_values() | {
            "phase": self._phase(),
            "from": self._moment(self.opens_at),
            "answered": bool(line.has_voted) and space.mode == "self",
            "why_not": self._why_not(space, line),
            "groups": self._question_groups(),
            "secrecy_url": f"/my/evaluations/{self.id}/secrecy",
        }
        if self.state != "published":
            return values
        return values | {
            "results": self._result_groups(),
            "receipts": self.box_id._receipts(),
            "former": self.former_id.name or "",
            "least": self.breakdown_min,
            **self._organisation_values(),
        }

    def _why_not(self, space, line):
        """Why this space has no form here; empty if it has."""
        if space.mode != "self":
            return self.env._(
                "Nobody answers in somebody else's place, not even on the telephone: "
                "%s finds this form in their own space.",
                space.person.name,
            )
        if not line:
            return self.env._(
                "You are not asked this time: the list of users was made on %(date)s, "
                "and you did not act for a member then, or were no member yourself. "
                "The next evaluation will ask you.",
                date=format_date(self.env, self.frozen_on),
            )
        return ""

    def _question_groups(self):
        """Questions as they are asked: modules, then criteria."""
        titles = {
            "module": self.env._("The modules that you use"),
            "criterion": self.env._("In general"),
        }
        return [
            {
                "key": kind,
                "title": title,
                "questions": [
                    {"code": each.code, "name": each.name}
                    for each in self.question_ids
                    if bool(each.module_id) == (kind == "module")
                ],
            }
            for kind, title in titles.items()
        ]

    def _result_groups(self):
        lines = self._result_lines()
        return [
            {
                "title": group["title"],
                "lines": [line for line in lines if line["kind"] == group["key"]],
            }
            for group in [
                {"key": "module", "title": self.env._("Modules")},
                {"key": "criterion", "title": self.env._("In general")},
            ]
        ]

    def _answer(self, space, marks):
        """Put the answers of who is signed in into the box.

        :param marks: ``{code: mark}``, without what they do not use
        :return: the receipt, two words, to show once
        :raises UserError: with the sentence to show; nothing was recorded
        """
        line = self._line_of(space)
        if why := self._why_not(space, line):
            raise UserError(why)
        if line.has_voted:
            raise UserError(
                self.env._(
                    "You have answered already. The first answer counts: nobody can "
                    "see or change it, not even you."
                )
            )
        if not marks:
            raise UserError(
                self.env._("Give one mark at least: nothing has been sent yet.")
            )
        return self.box_id._cast(line, space.person, marks)


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        waiting = self.env["club.evaluation"]._waiting_for(space)
        tab = {
            "key": "evaluations",
            "title": self.env._("Evaluation"),
            "text": self.env._("Say in a minute, unnamed, what you think of the tool."),
            "url": "/my/evaluations",
            "icon": "fa-star-half-o",
            "sequence": 60,
            "count": len(waiting),
            "count_label": self.env._("evaluations that wait for your answer"),
        }
        return [*super()._tabs(space), tab]
