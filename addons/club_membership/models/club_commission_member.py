from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What staff say of somebody they place; the rest follows from what happens.
STAFF_FIELDS = {"commission_id", "partner_id", "membership_id", "role", "reason"}


class ClubCommissionMember(models.Model):
    """A person in a commission, from one day to another: history is kept in rows.

    Another role ends the row and begins the next one.
    """

    _name = "club.commission.member"
    _description = "Member of a Commission"
    _order = "commission_id, state, role, queued_at, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    commission_id = fields.Many2one(
        "club.commission",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="commission_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    membership_id = fields.Many2one(
        "club.membership",
        string="Sits for",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Their own membership, or the one of the organisation they sit for.",
    )
    role = fields.Selection(
        [
            ("chair", "Chair"),
            ("vice_chair", "Vice-chair"),
            ("secretary", "Secretary of the commission"),
            ("member", "Member"),
        ],
        required=True,
        default="member",
    )
    state = fields.Selection(
        [
            ("requested", "Asks to join"),
            ("invited", "Invited"),
            ("waiting", "Waiting for a place"),
            ("active", "In office"),
            ("refused", "Refused"),
            ("left", "Has left"),
        ],
        required=True,
        default="requested",
        readonly=True,
        index=True,
        copy=False,
    )
    date_from = fields.Date(string="From", readonly=True, copy=False)
    date_to = fields.Date(
        string="To", readonly=True, copy=False, help="Last day, already in the role."
    )
    queued_at = fields.Datetime(
        string="Asked on",
        required=True,
        readonly=True,
        copy=False,
        default=fields.Datetime.now,
    )
    reason = fields.Char(help="Why they were refused or left.")
    invited_by_id = fields.Many2one(
        "res.partner",
        string="Invited by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _live_uniq = models.UniqueIndex(
        "(commission_id, partner_id) "
        "WHERE state IN ('requested', 'invited', 'waiting', 'active')",
        "This person is in the commission already, or waits for an answer.",
    )
    _one_chair = models.Constraint(
        "EXCLUDE USING gist (commission_id WITH =, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (role = 'chair')",
        "A commission has one chair at a time.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "A role cannot end before it begins.",
    )
    _dated = models.Constraint(
        "CHECK (state <> 'active' OR date_from IS NOT NULL)",
        "Who is in office has a first day.",
    )
    _roles_of_members = models.Constraint(
        "CHECK (role = 'member' OR date_from IS NOT NULL)",
        "Only a member of the commission has a role in it.",
    )

    @api.constrains("partner_id")
    def _check_person(self):
        for member in self:
            if member.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: choose the person who sits for it.",
                        member.partner_id.name,
                    )
                )

    @api.depends("partner_id", "commission_id")
    def _compute_display_name(self):
        for member in self:
            member.display_name = self.env._(
                "%(person)s, %(commission)s",
                person=member.partner_id.name,
                commission=member.commission_id.name,
            )

    @api.onchange("partner_id", "commission_id")
    def _onchange_partner_id(self):
        if not self.membership_id and self.partner_id:
            self.membership_id = self.partner_id._club_own_membership(
                self.commission_id.company_id or self.env.company
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Staff place people: they have a place or wait for one, like everybody.

        Code with full rights writes rows as they are.
        """
        if self.env.su:
            return super().create(vals_list)
        for vals in vals_list:
            self._refuse_history(set(vals) - STAFF_FIELDS)
        roles = [vals.pop("role", None) or "member" for vals in map(dict, vals_list)]
        members = super().create(
            [{**vals, "role": "member"} for vals in map(self._with_own, vals_list)]
        )
        # sudo: what follows is written by events only.
        for member, role in zip(members.sudo(), roles, strict=True):
            member._seat()
            if role != "member":
                member._set_role(role)
        return members

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._refuse_history(set(vals) - {"role", "reason"})
        vals = dict(vals)
        role = vals.pop("role", None)
        result = super().write(vals)
        for member in self.filtered(lambda m: role and m.role != role):
            # sudo: a role is history, written by the event alone; the right to
            # change this person was checked by super().
            member.sudo()._set_role(role)
        return result

    def _with_own(self, vals):
        """``vals`` with the person's own membership where none was chosen."""
        if vals.get("membership_id"):
            return vals
        commission = self.env["club.commission"].browse(vals.get("commission_id"))
        person = self.env["res.partner"].browse(vals.get("partner_id"))
        own = person._club_own_membership(commission.company_id)
        if not own:
            raise UserError(
                self.env._(
                    "%s has no membership: choose the organisation they sit for.",
                    person.name,
                )
            )
        return {**vals, "membership_id": own.id}

    def _refuse_history(self, names):
        """Refuse to write these fields by hand: events do, and keep the history."""
        if names:
            raise UserError(
                self.env._(
                    "%(fields)s of a commission's member change by an event (approval, "
                    "new role, leaving…), so that the history stays.",
                    fields=", ".join(
                        sorted(
                            self._fields[name].get_description(self.env)["string"]
                            for name in names
                        )
                    ),
                )
            )


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_own_membership(self, company):
        """The membership this person holds themselves in an association."""
        return self.env["club.membership"].search(
            [
                ("partner_id", "=", self.id),
                ("company_id", "=", company.id),
                ("merged_into_id", "=", False),
            ]
        )
