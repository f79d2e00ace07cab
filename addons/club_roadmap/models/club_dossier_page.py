from odoo import api, models
from odoo.tools import format_date

from .club_request import BUILT, FEASIBILITY
from .club_vendor_access import RELEASED

SHOWS = ("all", "waiting", "drafts", "answered", "discussed")


class ClubDossierLine(models.Model):
    """What the vendor's pages and the members' show of answers: chosen values."""

    _inherit = "club.dossier.line"

    def _answer_values(self):
        """The last answer of these lines: {line: values}, empty where none is."""
        labels = dict(self._fields["feasibility"]._description_selection(self.env))
        return {
            line: {
                "feasibility": line.feasibility or "",
                "label": labels.get(line.feasibility, ""),
                "cost": line.cost_points,
                "version": line.version_id.name or "",
                "planned_on": format_date(self.env, line.version_id.planned_on),
                "reason": line.reason or "",
                "state": line.request_id._root().state,
                "state_label": line.request_id._root()._state_label(),
            }
            for line in self
        }

    def _former_values(self):
        """Each answer that was given to this line, the newest first."""
        labels = dict(self._fields["feasibility"]._description_selection(self.env))
        return [
            {
                "date": format_date(self.env, answer.date),
                "label": labels[answer.feasibility],
                "cost": answer.cost_points,
                "version": answer.version_id.name or "",
                "promised_on": format_date(self.env, answer.promised_on),
                "reason": answer.reason,
                "by": answer.contact_name,
            }
            for answer in self.answer_ids
        ]

    def _form_values(self):
        """What the vendor's form of this line offers, and what stands in it."""
        self.ensure_one()
        draft = self._draft().get(self)
        given = {
            "feasibility": self.feasibility or "",
            "cost_points": self.cost_points or "",
            "version": str(self.version_id.id or ""),
            "version_name": "",
            "version_date": "",
            "reason": self.reason or "",
        }
        return {
            "said": draft._said() if draft else given,
            "is_draft": bool(draft),
            "draft_by": draft.contact_name if draft else "",
            "is_built": self.kind in BUILT and bool(self.product_id),
            "has_cost": self.kind in BUILT,
            "choices": self._fields["feasibility"]._description_selection(self.env),
            "versions": [
                {
                    "id": str(version.id),
                    "name": version.name,
                    "date": format_date(self.env, version.planned_on),
                }
                for version in self._targets()
            ],
        }

    def _searched(self):
        """What a search of the vendor looks through, in small letters."""
        return " ".join(
            (
                *(self.number or "", self.product_name or "", self.module_name or ""),
                self._free_text(),
            )
        ).casefold()

    def _led_by(self, space):
        """Whether the space's person chairs the commission that sponsors the line,
        and may say whether it was delivered."""
        commission = self.request_id._root().commission_id
        seat = commission and commission._seat_of(space)
        return bool(seat) and seat[:1]._leads()


class ClubDossier(models.Model):
    _inherit = "club.dossier"

    def _list_values(self, door):
        """Dossiers on the vendor's first page, those that wait first.

        :param door: a ``VendorDoor``
        """
        drafts = {line.dossier_id for line in self.line_ids._draft()}
        values = [
            {
                **dossier._head_values(),
                "lines": len(dossier.line_ids),
                "waiting": len(
                    dossier.line_ids.filtered(lambda li: not li.feasibility)
                ),
                "late": dossier.deadline < dossier.company_id._club_today(),
                "drafts": dossier in drafts,
                "discussed": len(dossier._marked()),
                "may_answer": door.contact(dossier).may_answer,
            }
            for dossier in self
        ]
        return sorted(values, key=lambda v: (v["closed"] or not v["waiting"], -v["id"]))

    def _found_lines(self, search="", show="all"):
        """Lines that match what was typed and chosen above the list.

        :param search: words, each found in what the vendor reads of the line
        :param show: one of ``SHOWS``
        """
        drafts = self.line_ids._draft() if show == "drafts" else {}
        chosen = {
            "waiting": lambda line: not line.feasibility,
            "drafts": lambda line: line in drafts,
            "answered": lambda line: line.feasibility,
            "discussed": lambda line: line in self._marked(),
        }.get(show, lambda line: True)
        words = (search or "").casefold().split()
        return self.line_ids.filtered(
            lambda line: chosen(line) and all(w in line._searched() for w in words)
        )

    def _lines_values(self, lines, vendors_language=False):
        """Lines of this dossier as the vendor's list shows them."""
        drafts = lines._draft()
        answers = lines._answer_values()
        marked = self._marked()
        return [
            {
                **shown,
                "answer": answers[line],
                "draft": line in drafts,
                "discussed": line in marked,
            }
            for line, shown in zip(
                lines, lines._vendor_values(vendors_language), strict=True
            )
        ]

    @api.model
    def _of_members(self, space):
        """Dossiers whose answers a space may read: all of its associations'."""
        # sudo: members hold no right; a space starts from its person.
        return self.sudo().search(
            [
                ("company_id", "in", space.standing.company_id.ids),
                ("state", "in", RELEASED),
            ]
        )

    def _in_group(self, space):
        """Whether the space's person sits in the joint group of this dossier."""
        seat = self.joint_commission_id and self.joint_commission_id._seat_of(space)
        return bool(seat) and seat[:1]._takes_part()

    def _member_list_values(self, space):
        """Dossiers on the members' page, with how far the vendor is."""
        return [
            {
                **dossier._head_values(),
                "lines": len(dossier.line_ids),
                "answered": len(dossier.line_ids.filtered("feasibility")),
                "in_group": dossier._in_group(space),
                "counts": dossier._counts_by_answer(),
            }
            for dossier in self
        ]

    def _counts_by_answer(self):
        """[(label, count)] of each answer that was given."""
        field = self.line_ids._fields["feasibility"]
        labels = dict(field._description_selection(self.env))
        given = self.line_ids.filtered("feasibility").grouped("feasibility")
        return [(labels[k], len(given[k])) for k, _l in FEASIBILITY if k in given]

    def _member_lines_values(self, space):
        """Each line with its answer and deliveries, as members read it."""
        answers = self.line_ids._answer_values()
        return [
            {
                "id": line.id,
                "number": line.number,
                "title": line.name,
                "request_id": line.request_id._root().id,
                "product": line.product_name or "",
                "answer": answers[line],
                "deliveries": line.delivery_ids._values(),
                "may_decide": space.mode == "self" and line._led_by(space),
            }
            for line in self.line_ids
        ]
