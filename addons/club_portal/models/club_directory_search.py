from odoo import api, models
from odoo.tools import SQL

from .club_directory_entry import FACTS_OF_MEMBERS
from .club_directory_projection import plain

PAGE = 20
AMONG = 1000
# A page this far is reached by a machine that copies the directory, not by a person.
LAST_PAGE = 200
# Each sees what those before it see.
AUDIENCES = ("public", "members", "commissions")
# Fields a filter asks for, by name of the filter.
FILTERED = {"section": "section", "commission": "commissions", "function": "function"}


class ClubDirectoryEntry(models.Model):
    """Reading the directory: who looks decides what there is to find.

    A viewer is a person (``res.partner``) who is a member, or nobody in particular
    (an empty recordset): then only what is shown to everybody exists.
    """

    _inherit = "club.directory.entry"

    @api.model
    def _find(self, company, viewer, text="", page=1, **filters):
        """One page of the directory.

        :param company: the association
        :param viewer: the member who looks, empty: the public
        :param text: words, each the beginning of a word (two letters at least) or a
            part of one (three letters at least); all must be found
        :param page: from 1
        :param filters: ``section``, ``commission``, ``function``: a record or empty
        :return: (cards, whether there are more)
        """
        words = self._words(text)
        if words is None:
            return [], False
        page = min(max(page, 1), LAST_PAGE)
        wanted = page * PAGE + 1
        found = self._first_ids(company, viewer, words, filters, wanted)
        ids = found[wanted - PAGE - 1 :]
        return self._cards(viewer, ids[:PAGE]), len(ids) > PAGE

    @api.model
    def _first_ids(self, company, viewer, words, filters, wanted):
        """Ids of the first ``wanted`` entries found, in the order of names.

        What a fifth of the members are called stands on the first pages of the names:
        no need to gather ten thousand of them in order to sort them.
        """
        audience = "members" if viewer else "public"
        entries = SQL.identifier(self._table)
        company_is = SQL("e.company_id = %s", company.id)
        near = SQL(
            "(SELECT * FROM %s e WHERE %s ORDER BY sort_name, id LIMIT %s)",
            entries,
            company_is,
            AMONG if words else 0,
        )
        more = SQL("%s AND (SELECT count(*) FROM near) < %s", company_is, wanted)
        branches = [
            SQL("(SELECT * FROM near)"),
            self._branch_sql(entries, more, audience, words, filters, wanted),
        ]
        if viewer:
            mates = SQL(
                # As a list: the planner takes their entries one by one.
                "%s AND e.partner_id = ANY(ARRAY(SELECT other.partner_id "
                "FROM club_commission_member other JOIN shared "
                "ON shared.id = other.commission_id AND shared.company_id = %s "
                "WHERE other.state = 'active'))",
                company_is,
                company.id,
            )
            branches.append(
                self._branch_sql(entries, mates, "mates", words, filters, wanted)
            )
        rows = self.env.execute_query(
            SQL(
                "WITH %s, near AS MATERIALIZED %s SELECT id FROM (%s) AS hits "
                "ORDER BY sort_name, id LIMIT %s",
                self._shared_sql(viewer),
                self._branch_sql(near, company_is, audience, words, filters, wanted),
                SQL(" UNION ").join(branches),
                wanted,
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _words(self, text):
        """The words looked for, written as in the index; None if too short."""
        text = (text or "")[:100]
        if not text.strip():
            return []
        # Written by the same expression as the searched texts.
        plain_text = self.env.execute_query(SQL("SELECT %s", plain(SQL("%s", text))))
        words = plain_text[0][0].split()
        return words if any(len(word) > 1 for word in words) else None

    @api.model
    def _shared_sql(self, viewer):
        """CTE ``shared``: commissions whose members show the viewer more.

        Open ones in which they sit, as long as the membership for which they do holds.
        """
        return SQL(
            """
            shared AS MATERIALIZED (
                SELECT n.id, n.company_id
                  FROM club_commission_member mine
                  JOIN club_commission n ON n.id = mine.commission_id
                                        AND n.state = 'open'
                  JOIN club_membership m ON m.id = mine.membership_id
                                        AND m.state IN %s
                 WHERE mine.partner_id = %s AND mine.state = 'active'
            )
            """,
            FACTS_OF_MEMBERS,
            viewer.id or 0,
        )

    @api.model
    def _branch_sql(self, entries, condition, audience, words, filters, wanted):
        """The first entries found for one audience: public, members or mates."""
        column = {
            "public": SQL("e.search_public"),
            "members": SQL("e.search_members"),
            "mates": SQL("e.search_commissions"),
        }[audience]
        conditions = [
            SQL("%s AND %s IS NOT NULL", condition, column),
            *(
                SQL(
                    "%s LIKE %s", column, f"%{word}%" if len(word) > 2 else f"% {word}%"
                )
                for word in words
            ),
            *self._filters_sql(audience, filters),
        ]
        return SQL(
            # OFFSET 0: find by the words first, then sort; the planner would walk the
            # names in order and test every word against every entry.
            "(SELECT id, sort_name FROM (SELECT e.id, e.sort_name "
            "FROM %s e WHERE %s %s) AS found ORDER BY sort_name, id LIMIT %s)",
            entries,
            SQL(" AND ").join(conditions),
            SQL("OFFSET 0") if words else SQL(""),
            wanted,
        )

    @api.model
    def _filters_sql(self, audience, filters):
        """Conditions of the filters: nobody is found by what they do not show."""
        shown = {
            "public": SQL("e.shown_public"),
            "members": SQL(
                "(COALESCE(e.shown_public, '{}') || COALESCE(e.shown_members, '{}'))"
            ),
            "mates": SQL(
                "(COALESCE(e.shown_public, '{}') || "
                "COALESCE(e.shown_members, '{}') || "
                "COALESCE(e.shown_commissions, '{}'))"
            ),
        }[audience]
        if section := filters.get("section"):
            yield SQL(
                "e.section_id IN (SELECT id FROM club_section "
                "WHERE parent_path LIKE %s AND active)",
                f"{section.parent_path}%",
            )
            if audience == "public":
                yield SQL("jsonb_exists(e.shown_public, 'section')")
        if commission := filters.get("commission"):
            yield SQL(
                "e.partner_id IN (SELECT partner_id FROM club_commission_member "
                "WHERE commission_id = %s AND state = 'active') "
                "AND jsonb_exists(%s, 'commissions')",
                commission.id,
                shown,
            )
        if function := filters.get("function"):
            yield SQL(
                "e.partner_id IN (SELECT partner_id FROM club_function_partner_rel "
                "WHERE function_id = %s) AND jsonb_exists(%s, 'function')",
                function.id,
                shown,
            )

    @api.model
    def _card(self, company, viewer, entry_id):
        """The card of one entry as this viewer sees it, None if they do not."""
        entry = self.search([("id", "=", entry_id), ("company_id", "=", company.id)])
        return (self._cards(viewer, entry.ids) or [None])[0]

    @api.model
    def _cards_shown_to(self, company, partner):
        """The card of ``partner`` as each audience sees it, None where it does not.

        :return: by audience: ``public``, ``members``, ``commissions``
        """
        entry = self.search_fetch(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        )
        rows, shown = {}, {}
        for audience in AUDIENCES:
            shown = {**shown, **(entry[f"shown_{audience}"] or {})}
            if shown.get("name"):
                rows[audience] = (entry.id, partner.id, shown)
        cards = dict(zip(rows, self._in_words(list(rows.values())), strict=True))
        return {audience: cards.get(audience) for audience in AUDIENCES}

    @api.model
    def _cards(self, viewer, ids):
        """What this viewer sees of the entries ``ids``, in that order."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(shared)s
                SELECT e.id, e.partner_id, (COALESCE(e.shown_public, '{}')
                       || CASE WHEN %(member)s
                               THEN COALESCE(e.shown_members, '{}') ELSE '{}' END
                       || CASE WHEN %(member)s AND EXISTS (
                               SELECT FROM club_commission_member other
                                 JOIN shared ON shared.id = other.commission_id
                                WHERE other.partner_id = e.partner_id
                                  AND other.state = 'active'
                                  AND shared.company_id = e.company_id)
                               THEN COALESCE(e.shown_commissions, '{}') ELSE '{}' END)
                  FROM club_directory_entry e
                 WHERE e.id = ANY(%(ids)s)
                 ORDER BY array_position(%(ids)s, e.id)
                """,
                shared=self._shared_sql(viewer),
                member=bool(viewer),
                ids=list(ids),
            )
        )
        return self._in_words(rows)

    @api.model
    def _in_words(self, rows):
        """Plain values for the pages; names of records in the reader's language."""
        rows = [row for row in rows if row[2].get("name")]
        names = {}
        for key, model in (
            ("section", "club.section"),
            ("commissions", "club.commission"),
            ("function", "club.function"),
        ):
            ids = {i for row in rows for i in self._ids_in(row[2], key)}
            known = self.env[model]
            records = known.search_fetch([("id", "in", list(ids))], [known._rec_name])
            names[key] = {record.id: record.display_name for record in records}
        cards = [
            {
                "id": entry_id,
                "partner_id": partner_id,
                **{k: shown.get(k) for k in ("name", "organisation", "city", "email")},
                "phone": shown.get("phone"),
                "photo": bool(shown.get("photo")),
                "title": (shown.get("function") or {}).get("title"),
                **{
                    key: [known[i] for i in self._ids_in(shown, key) if i in known]
                    for key, known in names.items()
                },
            }
            for entry_id, partner_id, shown in rows
        ]
        for card in cards:
            # A title that only repeats the function chosen from the list.
            if card["title"] in card["function"]:
                card["title"] = None
        return cards

    @staticmethod
    def _ids_in(shown, key):
        value = shown.get(key)
        if isinstance(value, dict):
            return value["ids"]
        return value if isinstance(value, list) else [value] if value else []
