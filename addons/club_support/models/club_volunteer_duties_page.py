from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .club_duty_confirming import STANDING
from .labels import share_label

PAST = 10


class ClubVolunteer(models.Model):
    """The pages of duties, as their volunteer reads them."""

    _inherit = "club.volunteer"

    def _contacts_for(self, reader):
        """How ``reader`` reaches these volunteers: what each of them shows to other
        members in the directory, and no more.

        :return: {partner id: {email, phone}}
        """
        entries = self.env["club.directory.entry"].search(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("company_id", "=", reader.company_id.id)
        )
        person = reader.partner_id
        member = person.club_membership_ids.filtered(
            lambda m: m.company_id == reader.company_id and m.is_member
        )
        acting = person._club_delegations().membership_id.filtered("is_member")
        viewer = person if member or acting else person.browse()
        return {
            card["partner_id"]: {"email": card["email"], "phone": card["phone"]}
            for card in entries._cards(viewer, entries.ids)
        }

    def _duties_page_values(self):
        """Duties ahead, questions of others, and what is behind."""
        self.ensure_one()
        ahead = self._standing_duties().sorted(lambda d: (d.date_start, d.id))
        mates = ahead._mates()
        cards = self.union(
            *(mate.volunteer_id for mate in mates.values())
        )._contacts_for(self)
        offers = self.env["club.duty.offer"]
        asked = offers.search(
            [("duty_id", "in", ahead.ids), ("state", "=", "open")]
        ).grouped("duty_id")
        return {
            "duties": [
                {
                    **duty._line_values(),
                    "mates": [
                        {**mate._line_values(), **cards.get(mate.partner_id.id, {})}
                        for mate in mates[duty]
                    ],
                    "offer": duty in asked and asked[duty]._asked_values(),
                }
                for duty in ahead
            ],
            "to_confirm": len(ahead.filtered(lambda d: d.state == "published")),
            "questions": [offer._question_values(self) for offer in self._questions()],
            "past": self._past_values(),
            "fairness": self._fairness_values(),
        }

    def _past_values(self):
        """The last duties that are over, and how many they are this year."""
        today = self.company_id._club_today()
        domain = (
            Domain("volunteer_id", "=", self.id)
            & Domain("state", "in", (*STANDING, "done"))
            & Domain("date_end", "<", today)
        )
        duties = self.env["club.duty"].search(
            domain, order="date_start desc, id desc", limit=PAST
        )
        return [duty._line_values() for duty in duties]

    def _fairness_values(self):
        """How often this volunteer serves in each published rota that is not over,
        beside the fair share that its certificate says."""
        today = self.company_id._club_today()
        shares = self.env["club.rota.share"].search(
            Domain("volunteer_id", "=", self.id)
            & Domain("solution_id.rota_id.state", "in", ("published", "closed"))
            & Domain("solution_id.rota_id.date_end", ">=", today)
        )
        rows = shares.filtered(
            lambda row: row.solution_id == row.solution_id.rota_id.solution_id
        )
        return [
            {
                "url": f"/my/duties/plan/{rota.id}",
                "sentence": self.env._(
                    "From %(first)s to %(last)s you serve %(count)s times; your fair "
                    "share is %(share)s.",
                    first=format_date(self.env, rota.date_start),
                    last=format_date(self.env, rota.date_end),
                    count=self._load_in(rota),
                    share=share_label(self.env, row.share),
                ),
            }
            for row in rows
            for rota in row.solution_id.rota_id
        ]

    def _load_in(self, rota):
        return len(self._live_duties().filtered(lambda duty: duty.rota_id == rota))

    @api.model
    def _waiting_sentence(self, duties):
        return self.env._("Thank you! Duties confirmed: %s.", len(duties))

    def _all_offers(self):
        """Requests that this volunteer put or may answer, whatever became of them."""
        self.ensure_one()
        return self.env["club.duty.offer"].search(
            ["|", ("asker_id", "=", self.id), ("asked_ids", "in", self.ids)]
        )
