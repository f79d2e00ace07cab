from odoo import models
from odoo.addons.club_membership.models.club_import_alike import ALIKE, CROWD
from odoo.tools import SQL

from ..models.club_prospect import name_key

WEIGHTS = {"decide": 0, "error": 1, "duplicate": 2, "member": 3, "new": 4, "same": 5}


class ClubProspectImport(models.TransientModel):
    """Recognising: by the keys that imports of members compare.

    A row is a known contact by SIRET; by e-mail *and* name; or by the name and postal
    code of an organisation, where exactly one answers to it. A similar name with the
    same e-mail, telephone or postal code, or the same name alone, is left to a person
    to decide; so is the address of somebody who acts for a member.
    """

    _inherit = "club.prospect.import"

    def _compare(self):
        """Say of each row what it is, against who is known at this moment."""
        self.ensure_one()
        self.env.flush_all()
        reader = self.env["club.import"].new({"company_id": self.company_id.id})
        reader._load_known()
        surely, perhaps = self._surely_known(reader), self._perhaps_known(reader)
        members = self._members_among({*surely.values(), *perhaps.values()})
        places = self._places_taken()
        for line in self.line_ids.sorted("row"):
            line.write(self._outcome(line, surely, perhaps, members, places))

    def _outcome(self, line, surely, perhaps, members, places):
        """What becomes of a row, as values of its line.

        :param surely: {id of a line: id of the contact it is}
        :param perhaps: {id of a line: id of the contact it looks like}
        :param members: {id of a contact: (id of its membership, is it a member)}
        :param places: {key of a customer: row, or 0 in the campaign}, filled as it goes
        """
        contact = surely.get(line.id)
        candidate = not contact and (
            line.candidate_id.id if line.decision else perhaps.get(line.id)
        )
        if line.decision == "same":
            contact = contact or candidate
        membership, is_member = members.get(contact, (False, False))
        outcome = {
            "partner_id": contact or False,
            "candidate_id": candidate or False,
            "membership_id": membership,
        }
        state, remark = "new", False
        known = [places[key] for key in self._keys(line, contact) if key in places]
        if line.problem:
            state = "error"
        elif known and not known[0]:
            state = "same"
        elif known:
            state = "duplicate"
            remark = self.env._("The same customer stands in row %s already.", known[0])
        elif not contact and candidate and line.decision != "other":
            state = "decide"
        elif is_member:
            state = "member"
        if state in ("new", "member", "decide"):
            places.update(dict.fromkeys(self._keys(line, contact), line.row))
        return outcome | {"state": state, "weight": WEIGHTS[state], "remark": remark}

    def _keys(self, line, contact):
        """What makes two rows one customer."""
        keys = [("name", name_key(line.name), line.zip or "")]
        if line.siret:
            keys.append(("siret", line.siret))
        if contact:
            keys.append(("contact", contact))
        return keys

    def _places_taken(self):
        """Who is in the campaign already, with the keys of ``_keys``."""
        # Archived ones too: their contact is taken.
        prospects = (
            self.env["club.prospect"]
            .with_context(active_test=False)
            .search_fetch(
                [("recruitment_id", "=", self.recruitment_id.id)],
                ["name_key", "zip", "siret", "partner_id"],
            )
        )
        taken = {("name", p.name_key, p.zip or ""): 0 for p in prospects}
        taken |= {("siret", p.siret): 0 for p in prospects if p.siret}
        taken |= {("contact", p.partner_id.id): 0 for p in prospects if p.partner_id}
        return taken

    def _members_among(self, contacts):
        """{id of a contact: (id of its membership, whether it is a member today)}."""
        memberships = self.env["club.membership"].search_fetch(
            [
                ("partner_id", "in", list(contacts | set(self._decided()))),
                ("company_id", "=", self.company_id.id),
                ("merged_into_id", "=", False),
            ],
            ["partner_id", "state"],
        )
        return {
            m.partner_id.id: (m.id, m.state in ("active", "grace")) for m in memberships
        }

    def _decided(self):
        return self.line_ids.filtered(lambda r: r.decision == "same").candidate_id.ids

    def _surely_known(self, reader):
        """{id of a line: id of the one contact that it is}."""
        rows = self._matched(
            reader,
            ("siret", "key"),
            SQL(
                "(k.siret = l.siret OR (k.key = l.key AND (k.email = l.email "
                "OR (k.zip = l.zip AND k.is_company))))"
            ),
        )
        return {line: contacts[0] for line, contacts in rows if len(contacts) == 1}

    def _perhaps_known(self, reader):
        """{id of a line: id of the first contact that it looks like}."""
        rows = self._matched(
            reader,
            ("siret", "key", "email", "phone", "zip"),
            SQL("(k.siret = l.siret OR similarity(k.key, l.key) >= %s)", ALIKE),
        )
        found = {line: contacts[0] for line, contacts in rows if len(contacts) <= CROWD}
        return self._by_delegate() | found

    def _matched(self, reader, keys, condition):
        """Rows, with the contacts of their kind that share one of these keys.

        :param keys: columns of which one is the same
        :param condition: SQL on ``l``, the row, and ``k``, the contact
        :return: list of (id of a line, ids of contacts)
        """
        pairs = SQL(" UNION ").join(
            SQL(
                """
                SELECT l.id, k.partner_id
                  FROM l JOIN club_import_known k ON k.%(key)s = l.%(key)s
                 WHERE k.partner_id IS NOT NULL AND k.is_company <> l.is_person
                   AND NOT COALESCE(k.siret <> l.siret, FALSE) AND %(condition)s
                """,
                key=SQL.identifier(key),
                condition=condition,
            )
            for key in keys
        )
        return self.env.execute_query(
            SQL(
                """
                WITH l AS MATERIALIZED (
                    SELECT r.id, %(name)s AS key, NULLIF(r.email, '') AS email,
                           NULLIF(r.siret, '') AS siret, %(phone)s AS phone,
                           NULLIF(r.zip, '') AS zip,
                           COALESCE(r.is_person, FALSE) AS is_person
                      FROM club_prospect_import_line r
                     WHERE r.import_id = %(import)s AND r.name IS NOT NULL
                       AND COALESCE(r.problem, '') = ''
                ), pairs AS (%(pairs)s)
                SELECT id, array_agg(partner_id ORDER BY partner_id)
                  FROM pairs GROUP BY id
                """,
                **{
                    "name": reader._name_key(SQL("r.name")),
                    "phone": reader._phone_key(SQL("r.phone")),
                    "import": self.id,
                    "pairs": pairs,
                },
            )
        )

    def _by_delegate(self):
        """{id of a line: contact of the member for which the person at its e-mail
        address acts}: what an address alone suggests."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT l.id, min(m.partner_id)
                  FROM club_prospect_import_line l
                  JOIN res_partner p ON p.email_normalized = l.email
                  JOIN club_delegation d ON d.partner_id = p.id
                       AND d.date_from <= %(day)s
                       AND (d.date_to IS NULL OR d.date_to >= %(day)s)
                  JOIN club_membership m ON m.id = d.membership_id
                       AND m.company_id = %(company)s AND m.merged_into_id IS NULL
                 WHERE l.import_id = %(import)s
                 GROUP BY l.id HAVING count(DISTINCT m.partner_id) = 1
                """,
                **{
                    "day": self.company_id._club_today(),
                    "company": self.company_id.id,
                    "import": self.id,
                },
            )
        )
        return dict(rows)
