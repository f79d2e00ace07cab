from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date, is_html_empty


class ClubBenefit(models.Model):
    """What members see of benefits, and the count of who asks for one.

    Pages start from a space: only memberships in good standing count, the person's own
    and those of organisations for which they speak.
    """

    _inherit = "club.benefit"

    @api.model
    def _of_space(self, space):
        """The benefits open today to a membership that this space speaks for."""
        return space.once("benefits", lambda: self._found_for(space))

    @api.model
    def _found_for(self, space):
        # sudo: members hold no rights on benefits; these are what they are for.
        benefits, found = self.sudo(), self.sudo().browse()
        for company, memberships in space.speaking.grouped("company_id").items():
            found |= benefits.search(
                self._open_domain(company._club_today())
                & self._check_company_domain(company)
            ).filtered(lambda b, ours=memberships: b._usable_by(ours))
        return found.sorted(lambda b: (b.sequence, b.name or "", b.id))

    def _usable_by(self, memberships):
        """Those of these memberships that this benefit is for."""
        return memberships.filtered(
            lambda m: (
                m.company_id == self.company_id
                and (not self.type_ids or m.type_id in self.type_ids)
            )
        )

    def _card_values(self, space):
        """What the list shows of each, as plain values."""
        return [
            {
                "id": benefit.id,
                "name": benefit.name,
                "provider": benefit.provider_id.name,
                "summary": benefit.summary or "",
                "until": benefit._day(benefit.date_end),
                "url": f"/my/benefits/{benefit.id}",
            }
            for benefit in self
        ]

    def _page_values(self, space):
        """What the page of one benefit shows; its code only once it was asked for."""
        self.ensure_one()
        used = self._used_today(space)
        conditions = self.conditions
        return {
            **self._card_values(space)[0],
            "conditions": "" if is_html_empty(conditions) else conditions,
            "link": self.url if (self.url or "").startswith("https://") else "",
            "names": [
                {"id": m.id, "name": m.partner_id.name}
                for m in self._usable_by(space.speaking)
            ],
            "has_code": bool(self.code),
            "code": self.code or "" if used else "",
            "used_for": ", ".join(used.membership_id.mapped("partner_id.name")),
        }

    def _used_today(self, space):
        """This person's uses of today, of the memberships of this space."""
        # sudo: as for the benefits; only the person's own uses are looked up.
        return (
            self.env["club.benefit.use"]
            .sudo()
            .search(
                [
                    ("benefit_id", "=", self.id),
                    ("partner_id", "=", space.person.id),
                    ("membership_id", "in", self._usable_by(space.speaking).ids),
                    ("date", "=", self.company_id._club_today()),
                ]
            )
        )

    def _use(self, space, membership):
        """Count that this person asks for the benefit; again today is the same use.

        :param membership: in whose name
        :raises UserError: the benefit is not for this membership
        """
        self.ensure_one()
        if membership not in self._usable_by(space.speaking):
            raise UserError(
                self.env._("%s: choose the member in whose name you use it.", self.name)
            )
        day = self.company_id._club_today()
        # One statement: of two clicks at once the database keeps one row.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_benefit_use
                       (benefit_id, company_id, provider_id, membership_id, type_id,
                        section_id, partner_id, date, create_uid, create_date,
                        write_uid, write_date)
                SELECT %(benefit)s, %(company)s, %(provider)s, %(membership)s,
                       %(type)s, %(section)s, %(person)s, %(day)s, %(user)s,
                       timezone('UTC', now()), %(user)s, timezone('UTC', now())
                ON CONFLICT DO NOTHING
                """,
                benefit=self.id,
                company=self.company_id.id,
                provider=self.provider_id.id,
                membership=membership.id,
                type=membership.type_id.id,
                section=membership.section_id.id,
                person=space.person.id,
                day=day,
                user=space.user.id,
            )
        )
        self.env["club.benefit.use"].invalidate_model()
        self.invalidate_recordset(["use_ids", "use_count"])

    def _day(self, day):
        return format_date(self.env, day) if day else ""

    @api.model
    def _speakers(self, space):
        """Who may use the benefits of the organisations where this person has a place
        and speaks for none: names by organisation, to be asked."""
        silent = space.organisations.filtered("is_member") - space.speaking
        return [
            {
                "organisation": membership.partner_id.name,
                "names": ", ".join(
                    membership.delegation_ids.filtered(
                        lambda d: d.role == "manager" and d.is_current
                    ).mapped("partner_id.name")
                ),
            }
            for membership in silent
        ]
