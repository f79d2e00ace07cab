from odoo import api, fields, models
from odoo.tools import format_list, ormcache

# Roles in the association's staff, the ones that see most first.
STAFF = (
    ("admin", "club_membership.group_club_admin"),
    # Gives rights to anybody, themselves included.
    ("system", "base.group_erp_manager"),
    ("secretary", "club_membership.group_club_secretary"),
    ("treasurer", "club_membership.group_club_treasurer"),
    ("reader", "club_membership.group_club_reader"),
)
# Whose rules hold to the sections where they are in office, by role of the office.
OFFICERS = {
    "officer": "club_membership.group_club_officer",
    "treasurer": "club_membership.group_club_section_treasurer",
}
# What belongs to no association: its readers need not work for this one.
SHARED = {"res.partner", "res.partner.bank"}
EVERYTHING = "[(1, '=', 1)]"


class ClubDataReaders(models.AbstractModel):
    """Who can see a person's data, in plain words: for the page that answers it.

    What staff see is read from the access rights and rules of their groups, so that
    the page follows them.
    """

    _name = "club.data.readers"
    _description = "Who Can See My Data"

    @api.model
    def _of(self, space):
        """What each kind of reader sees, and who they are today.

        :return: dictionaries with ``who`` (what they are), ``sees`` (one sentence)
            and ``names``; of staff also ``areas``, the models they read
        """
        rights, rows = self._rights(), self._rows(space)
        users = self._internal_users()
        read = {user: self._read_by(user, space, rights) for user in users}
        known = {user.partner_id: areas for user, areas in read.items()}
        readers = [
            *self._staff(space, users, read),
            *self._officers(space, rights, rows, known),
            *self._in_the_portal(space, rows),
        ]
        return [reader for reader in readers if reader["names"]]

    @api.model
    def _areas(self):
        """What there is to know, by the model whose readers see it."""
        return {
            "res.partner": self.env._("contact details"),
            "res.partner.bank": self.env._("bank accounts"),
            "club.membership": self.env._("membership"),
            "club.due": self.env._("dues"),
            "club.deposit.line": self.env._("payments"),
            "account.move": self.env._("invoices and entries in the books"),
            "club.commission.member": self.env._("commissions"),
            "club.delegation": self.env._("for whom you act"),
            "club.guardian": self.env._("guardians"),
            "club.application": self.env._("application"),
            "club.portal.access": self.env._("first sign-in"),
            "club.consent.answer": self.env._("consents"),
            "club.privacy.choice": self.env._("choices for the directory"),
            "club.erasure": self.env._("requests to be erased"),
            "club.trace": self.env._("what was done in your name"),
        }

    @api.model
    def _reader(self, who, names, areas):
        known = self._areas()
        if areas == set(known):
            sees = self.env._("Everything the association knows about you.")
        else:
            said = [words for model, words in known.items() if model in areas]
            sees = self.env._("They see: %s.", format_list(self.env, said))
        return {
            "who": who,
            "sees": sees,
            "names": names if areas else [],
            "areas": areas,
        }

    @api.model
    @ormcache()
    def _rights(self):
        """Which groups (ids) read each model of ``_areas``, and which have rules that
        open all contacts (``wide``) or limit them (``narrow``)."""
        lines = self.env["ir.model.access"].search(
            [("model_id.model", "in", list(self._areas())), ("perm_read", "=", True)]
        )
        rules = self.env["ir.rule"].search(
            [
                ("model_id.model", "=", "res.partner"),
                ("perm_read", "=", True),
                ("groups", "!=", False),
            ]
        )
        wide = rules.filtered(lambda rule: rule.domain_force == EVERYTHING).groups
        read = {
            model: frozenset(found.group_id.ids)
            for model, found in lines.grouped(lambda line: line.model_id.model).items()
        }
        # Account numbers: whose rules open them all, and nobody else.
        numbers = self.env["ir.rule"].search(
            [
                ("model_id.model", "=", "res.partner.bank"),
                ("perm_read", "=", True),
                ("domain_force", "=", EVERYTHING),
            ]
        )
        read["res.partner.bank"] = frozenset(numbers.groups.ids)
        return {
            "read": read,
            "wide": frozenset(wide.ids),
            "narrow": frozenset((rules.groups - wide).ids),
        }

    @api.model
    def _group_id(self, xml_id):
        return self.env["ir.model.data"]._xmlid_to_res_id(xml_id)

    @api.model
    def _internal_users(self):
        """Everybody with a login of the staff."""
        found = [("share", "=", False), ("active", "=", True)]
        users = self.env["res.users"].with_context(active_test=False)
        return users.search_fetch(found, ["partner_id"])

    @api.model
    def _staff(self, space, users, read):
        """Staff, each once, under their highest role; what they see as officers of a
        section follows apart."""
        groups = {key: self._group_id(xml_id) for key, xml_id in STAFF}

        def kind(user):
            if user._is_superuser() or not read[user]:
                return "nothing"
            if space.company in user.company_ids:
                for key, group in groups.items():
                    if group in user.all_group_ids.ids:
                        return key
            return "books" if "account.move" in read[user] else "others"

        found = users.grouped(kind)
        for key, who in self._staff_labels().items():
            of_kind = found.get(key, users.browse())
            alike = of_kind.grouped(lambda user: frozenset(read[user]))
            for areas in sorted(alike, key=len, reverse=True):
                names = alike[areas].mapped("partner_id.name")
                yield self._reader(who, names, set(areas))

    @api.model
    def _staff_labels(self):
        return {
            "admin": self.env._("Administrators of the association"),
            "system": self.env._("Who runs the system and gives rights to others"),
            "secretary": self.env._("The secretary's office"),
            "treasurer": self.env._("The treasurer's office"),
            "books": self.env._("Accountants"),
            "reader": self.env._("Other staff who read and change nothing"),
            "others": self.env._("Everybody else who works with this software"),
        }

    @api.model
    def _read_by(self, user, space, rights):
        """The models of ``_areas`` that this user reads, whatever the section."""
        mine = set(user.all_group_ids.ids)
        groups = mine - rights["narrow"]
        here = space.company in user.company_ids
        anywhere = SHARED if not space.person.company_id else set()
        found = {
            model
            for model, readers in rights["read"].items()
            if groups & readers and (here or model in anywhere)
        }
        limited = mine & rights["narrow"] and not groups & rights["wide"]
        if limited and (space.own or not self._is_stranger(space.person)):
            # Contacts of the sections they serve are said there.
            found -= SHARED
        return found

    @api.model
    def _officers(self, space, rights, rows, known):
        """Who serves the sections the person belongs to, section by section."""
        reach = self._reach(space, rows)
        offices = self.env["club.office"].search_fetch(
            [
                ("section_id", "in", [section.id for section in reach]),
                ("role", "in", list(OFFICERS)),
                ("is_current", "=", True),
            ]
        )
        serving = offices.grouped(
            lambda o: (
                any(user._is_internal() for user in o.partner_id.user_ids)
                and (o.section_id, o.role)
            )
        )
        read = {
            role: self._read_as(self._group_id(xml_id), rights)
            for role, xml_id in OFFICERS.items()
        }
        labels = {
            "officer": self.env._("Officers of %s"),
            "treasurer": self.env._("Treasurers of %s"),
        }
        for section in sorted(reach, key=lambda s: s.parent_path, reverse=True):
            for role, who in labels.items():
                areas = reach[section] & read[role]
                names = [
                    f"{office.partner_id.name} ({office.kind_id.name})"
                    for office in serving.get((section, role), ())
                    # Who sees as much of everybody is named above.
                    if not areas <= known.get(office.partner_id, set())
                ]
                yield self._reader(who % section.name, names, areas)

    @api.model
    def _read_as(self, group_id, rights):
        """The models of ``_areas`` that a group may read."""
        groups = self.env["res.groups"].browse(group_id).all_implied_ids.ids
        return {
            model
            for model, readers in rights["read"].items()
            if readers.intersection(groups)
        }

    @api.model
    def _is_stranger(self, person):
        """Whether officers of any section read this contact (see ``scope.py``)."""
        known = person | person.commercial_partner_id
        return not (known.club_membership_ids or known.club_payer_membership_ids)

    @api.model
    def _reach(self, space, rows):
        """{section: models of _areas that concern it}, sections above included."""
        person, today = space.person, fields.Date.context_today(self)
        paid = person.club_payer_membership_ids.filtered(lambda m: not m.merged_into_id)
        reach = {}

        def add(section, areas):
            if section.staff_open_on and section.staff_open_on <= today:
                for above in section.ancestor_ids:
                    reach.setdefault(above, set()).update(areas)

        for membership in space.own:
            add(membership.section_id, set(self._areas()) - {"club.commission.member"})
        for membership in paid:
            add(membership.section_id, SHARED | {"club.due", "club.deposit.line"})
        for membership in space.organisations:
            add(membership.section_id, {"club.delegation"})
        for row in rows:
            section = row.commission_id.section_id or row.membership_id.section_id
            add(section, {"club.commission.member"})
        above = person.commercial_partner_id - person
        if not (space.own or paid) and above:
            # Who is no member follows the organisation below which they are filed.
            for membership in above.club_membership_ids:
                add(membership.section_id, SHARED)
        return reach

    @api.model
    def _rows(self, space):
        """The person's seats in commissions of this association, past ones too."""
        return self.env["club.commission.member"].search_fetch(
            [
                ("partner_id", "=", space.person.id),
                ("company_id", "=", space.company.id),
            ]
        )
