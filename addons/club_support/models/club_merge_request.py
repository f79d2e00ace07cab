from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ClubMergeRequest(models.Model):
    """A volunteer noticed that two contacts are one person: the office merges them."""

    _name = "club.merge.request"
    _description = "Two Contacts of One Person"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    other_id = fields.Many2one(
        "res.partner",
        string="The same person as",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    author_id = fields.Many2one(
        "res.partner",
        string="Noticed by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    reason = fields.Char()
    state = fields.Selection(
        [("asked", "To look at"), ("merged", "Merged"), ("refused", "Two people")],
        required=True,
        default="asked",
        readonly=True,
        index=True,
    )

    _one_asked = models.UniqueIndex(
        "(company_id, LEAST(partner_id, other_id), GREATEST(partner_id, other_id)) "
        "WHERE state = 'asked'",
        "Somebody noticed these two already.",
    )

    @api.model
    def _ask_merge(self, partner, other, author, reason="", company=None):
        """Ask the office to merge two contacts that look like one person.

        :param author: ``res.partner``: a volunteer today, or staff
        :param company: the association, else the environment's
        :return: the request, with full rights; the one that waits, if there is one
        :raises UserError: it is one contact, or one is an organisation
        :raises AccessError: ``author`` is neither
        """
        # sudo: volunteers hold no right here; who they are is checked.
        requests = self.sudo()
        company = (company or self.env.company).sudo()
        partner, other = partner.sudo(), other.sudo()  # sudo: as above
        requests._check_author(author, company)
        if partner == other or partner.is_company or other.is_company:
            raise UserError(
                self.env._(
                    "%(one)s and %(other)s: choose two different contacts, both of "
                    "persons.",
                    one=partner.name,
                    other=other.name,
                )
            )
        waiting = requests.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "asked"),
                ("partner_id", "in", (partner | other).ids),
                ("other_id", "in", (partner | other).ids),
            ],
            limit=1,
        )
        return waiting or requests.create(
            {
                "partner_id": partner.id,
                "other_id": other.id,
                "company_id": company.id,
                "author_id": author.id,
                "reason": (reason or "").strip()[:500] or False,
            }
        )

    @api.model
    def _check_author(self, author, company):
        day = company._club_today()
        serving = self.env["club.volunteer"].search(
            [("partner_id", "=", author.id), ("company_id", "=", company.id)]
        )
        staff = author.user_ids.filtered(
            lambda user: (
                user.has_group("club_membership.group_club_reader")
                or user.has_group("club_membership.group_club_officer")
            )
        )
        if not staff and not any(each._serves_on(day) for each in serving):
            raise AccessError(
                self.env._("Volunteers and the office say which contacts are the same.")
            )

    def write(self, vals):
        if not self.env.su and set(vals) - {"reason"}:
            raise UserError(
                self.env._(
                    "Merge these contacts, or say that they are two people; the rest "
                    "is what was noticed."
                )
            )
        return super().write(vals)

    def action_merge(self):
        """Open Odoo's form for merging contacts, with these two in it.

        :return: the action
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge contacts"),
            "res_model": "base.partner.merge.automatic.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_ids": (self.partner_id | self.other_id).ids,
            },
        }

    def action_refuse(self):
        """Say that these are two people."""
        self.check_access("write")
        # sudo: the fields are closed to hand-writing.
        asked = self.sudo().filtered(lambda request: request.state == "asked")
        asked.state = "refused"

    def _settle(self, people, winner):
        """These contacts become one: what asked for it is done, twice asked once.

        :param people: all of them
        :param winner: the contact that stays
        """
        asked = self.search(
            [
                ("state", "=", "asked"),
                "|",
                ("partner_id", "in", people.ids),
                ("other_id", "in", people.ids),
            ],
            order="id",
        )
        seen = set()
        for request in asked:
            pair = {
                winner if each in people else each
                for each in (request.partner_id, request.other_id)
            }
            key = (request.company_id, frozenset(pair))
            if len(pair) == 1:
                request.state = "merged"
            elif key in seen:
                request.unlink()
            seen.add(key)
        self.env.flush_all()
