from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

KINDS = [
    ("former", "Former members"),
    ("delegate", "Former delegates who never were members"),
    ("applicant", "Applications that came to nothing"),
    ("application", "Application forms that were refused or not confirmed"),
    ("trace", "What was done on behalf of members"),
    ("erasure", "Erasure requests that were refused"),
]
ABOUT_PEOPLE = ("former", "delegate", "applicant")


class ClubRetentionRule(models.Model):
    """How long a kind of personal data is kept, and what happens then.

    Nothing happens unseen: the nightly job first writes a list that staff see, with the
    day on which it is applied (``club.retention.list``).
    """

    _name = "club.retention.rule"
    _description = "Retention Rule"
    _order = "company_id, kind"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, string="What", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    months = fields.Integer(
        string="Months kept",
        required=True,
        default=36,
        help="Counted from the end: of the membership, or from the day of what is "
        "kept.",
    )
    notice_days = fields.Integer(
        string="Days between list and application",
        required=True,
        default=30,
        help="Time for staff to look at the list and to keep who must be kept.",
    )
    action = fields.Selection(
        [
            ("anonymise", "Anonymise the person"),
            ("forget", "Forget the names, keep the figures"),
            ("delete", "Delete the lines"),
        ],
        compute="_compute_action",
        store=True,
    )
    active = fields.Boolean(default=True)

    _once = models.UniqueIndex(
        "(company_id, kind) WHERE active", "There is a rule for this already."
    )
    _positive = models.Constraint(
        "CHECK (months > 0 AND notice_days >= 0)",
        "Keep something for one month at least.",
    )

    @api.depends("kind")
    def _compute_action(self):
        for rule in self:
            rule.action = rule._action_of_kind()

    def _action_of_kind(self):
        """What happens to this kind; addons add theirs."""
        return "anonymise" if self.kind in ABOUT_PEOPLE else "delete"

    @api.constrains("months", "kind")
    def _check_months(self):
        for rule in self:
            if rule.kind == "former" and rule.months < 12:
                raise ValidationError(
                    self.env._(
                        "Keep former members for twelve months at least: they renew "
                        "late, and auditors ask."
                    )
                )

    def _kept_since(self, day=None):
        """The day before which this rule keeps nothing.

        :param day: as seen on that day, by default today
        """
        day = day or fields.Date.context_today(self)
        return day - relativedelta(months=self.months)

    def _kept_too_long(self):
        """People the rule keeps no longer and whom no open list names yet.

        :return: {id of the person: day since which they are kept}
        """
        self.ensure_one()
        new = (
            Domain("partner_id", "not in", self._on_a_list().ids)
            & Domain("partner_id.club_erased_on", "=", False)
            & ~self._seen_since()
        )
        if self.kind == "delegate":
            return self._former_delegates(new)
        found = self._ended_memberships(new)
        return {m.partner_id.id: m.member_until or m.applied_on for m in found}

    def _on_a_list(self):
        """People whom a list of this rule names, to erase or to keep."""
        lines = self.env["club.retention.line"].search(
            [("rule_id", "=", self.id), ("state", "in", ("listed", "kept"))]
        )
        return lines.partner_id

    def _seen_since(self):
        """People who act for an organisation or are members, or did and were lately.

        Wherever it was: the contact is the same in all associations.
        """
        since = self._kept_since()
        acts = Domain("date_to", "=", False) | Domain("date_to", ">=", since)
        belongs = Domain("member_until", ">=", since) | (
            Domain("state", "in", ("active", "grace"))
            & Domain("merged_into_id", "=", False)
        )
        return Domain("partner_id.club_delegation_ids", "any", acts) | Domain(
            "partner_id.club_membership_ids", "any", belongs
        )

    def _former_delegates(self, domain):
        """Who acted for an organisation, for the last time long ago, and was never a
        member themselves.

        :return: {id of the person: last day}
        """
        last_days = self.env["club.delegation"]._read_group(
            domain
            & Domain("company_id", "=", self.company_id.id)
            & Domain("partner_id.club_membership_ids", "=", False),
            ["partner_id"],
            ["date_to:max"],
        )
        return {person.id: last for person, last in last_days}

    def _ended_memberships(self, domain):
        """Memberships of the persons the rule is about."""
        day = self._kept_since()
        domain &= (
            Domain("company_id", "=", self.company_id.id)
            & Domain("merged_into_id", "=", False)
            & Domain("state", "not in", ("active", "grace", "applied"))
            & Domain("partner_id.is_company", "=", False)
        )
        if self.kind == "former":
            domain &= Domain("member_until", "!=", False) & Domain(
                "member_until", "<", day
            )
        else:
            domain &= Domain("member_until", "=", False) & Domain(
                "applied_on", "<", day
            )
        return self.env["club.membership"].search(domain, order="id")

    def _came_back(self, person):
        """Whether the person is kept after all: seen again since the list."""
        since = self._kept_since()
        return any(
            m.member_until and m.member_until >= since
            for m in person.club_membership_ids
        ) or any(d.date_to and d.date_to >= since for d in person.club_delegation_ids)

    def _old_lines(self, listed_on=None):
        """Rows that the rule keeps no longer.

        :param listed_on: or did not keep on that day already
        :return: a list of recordsets
        """
        self.ensure_one()
        day = self._kept_since(listed_on)
        old = Domain("company_id", "=", self.company_id.id) & Domain(
            "create_date", "<", day
        )
        if self.kind == "application":
            old &= Domain("state", "not in", ("waiting", "approved"))
            return [self.env["club.application"].search(old)]
        if self.kind == "trace":
            return [self.env["club.trace"].search(old)]
        old &= Domain("state", "in", ("refused", "withdrawn"))
        return [self.env["club.erasure"].search(old)]

    def _drop(self, rows):
        """Do away with rows that are kept too long."""
        rows.unlink()
