from odoo import models

from ..rules.importing.columns import SYNONYMS


class ClubImport(models.Model):
    """The words for what is wrong in a file, in the reader's language."""

    _inherit = "club.import"

    def _problem_sentences(self, problems):
        """One sentence per problem: the column, then what is wrong and what to do.

        :param problems: list of {column, code, value, params}
        """
        if not problems:
            return []
        words = {
            **self._file_sentences(),
            **self._cell_sentences(),
            **self._row_sentences(),
            **self._known_sentences(),
        }
        sentences = []
        for problem in problems:
            params = {"value": problem["value"], **problem["params"]}
            if "columns" in params:
                params["columns"] = self._column_names(params["columns"])
            sentence = words[problem["code"]] % params
            column = problem["column"]
            if column:
                sentence = self.env._(
                    "%(column)s: %(sentence)s", column=column, sentence=sentence
                )
            sentences.append(sentence)
        return sentences

    def _column_names(self, names):
        """Canonical columns with a heading in each language that would do."""
        return " / ".join(
            f"{name} ({SYNONYMS[name].split(', ')[-1]})" for name in names.split(" / ")
        )

    def _file_sentences(self):
        return {
            "file_empty": self.env._("The file holds no member."),
            "file_too_large": self.env._(
                "The file is too large once unpacked: split it."
            ),
            "xls_old": self.env._(
                "This is an old Excel file, or one protected by a password: save it "
                "as .xlsx without password, or as CSV."
            ),
            "ods_unsupported": self.env._(
                "OpenDocument sheets are not read: save the file as .xlsx or CSV."
            ),
            "xlsx_broken": self.env._(
                "The workbook is damaged or incomplete: open it in your spreadsheet, "
                "save it again as .xlsx and retry."
            ),
            "not_a_table": self.env._(
                "This is neither a CSV nor an XLSX file: export the list of members "
                "as one of these."
            ),
            "encoding_unknown": self.env._(
                "The text is neither UTF-8 nor Windows-1252: save the file as "
                "“CSV UTF-8”."
            ),
            "encoding_mixed": self.env._(
                "The file mixes two encodings, accents would be lost: save it as "
                "“CSV UTF-8”."
            ),
            "quotes_broken": self.env._(
                "A quotation mark is opened and not closed, or closed too early; "
                "nothing behind it can be read."
            ),
            "too_many_rows": self.env._("More than %(maximum)s rows: split the file."),
            "column_missing": self.env._("A column is missing: %(columns)s."),
            "column_twice": self.env._(
                "This column means the same as “%(other)s”: keep one of them."
            ),
            "column_unknown": self.env._("This column is not known and was not read."),
            "column_month_first": self.env._(
                "The dates seem to put the month first (%(value)s): write them as "
                "31/12/2026 or 2026-12-31."
            ),
        }

    def _cell_sentences(self):
        return {
            "formula": self.env._(
                "“%(value)s” is a formula: paste its value instead, or remove the "
                "sign in front."
            ),
            "excel_error": self.env._(
                "The spreadsheet shows the error %(value)s here."
            ),
            "garbled": self.env._(
                "“%(value)s” lost its accents on the way: export the file anew, as "
                "“CSV UTF-8”."
            ),
            "too_long": self.env._("More than %(maximum)s characters."),
            "scientific": self.env._(
                "The spreadsheet shortened this number to %(value)s: format the "
                "column as text and enter it again."
            ),
            "date_unreadable": self.env._(
                "“%(value)s” is not a date: write 31/12/2026 or 2026-12-31."
            ),
            "date_month_first": self.env._(
                "“%(value)s” puts the month first: write day/month/year."
            ),
            "date_century": self.env._(
                "“%(value)s” fits two centuries, or none (%(years)s): write the year "
                "with four digits."
            ),
            "date_impossible": self.env._(
                "“%(value)s” does not exist in the calendar."
            ),
            "date_out_of_range": self.env._(
                "“%(value)s” is not between 1900 and 2100."
            ),
            "date_future": self.env._("A birth on %(value)s is yet to come."),
            "number_unreadable": self.env._("“%(value)s” is not a number."),
            "number_ambiguous": self.env._(
                "“%(value)s” is a thousand for some and one for others: write "
                "1234,00 or 1,23."
            ),
            "number_not_whole": self.env._("“%(value)s” is not a whole number."),
            "number_negative": self.env._("“%(value)s” is below zero."),
            "boolean_unreadable": self.env._("“%(value)s” is neither yes nor no."),
            "kind_unknown": self.env._(
                "“%(value)s” is neither a person nor an organisation."
            ),
            "email_invalid": self.env._("“%(value)s” is not an e-mail address."),
            "email_many": self.env._("“%(value)s” holds several addresses: keep one."),
            "siret_invalid": self.env._(
                "“%(value)s” is not a SIRET: fourteen digits, the last of which "
                "checks the others."
            ),
            "siret_is_siren": self.env._(
                "“%(value)s” is a SIREN: give the fourteen digits of the SIRET."
            ),
        }

    def _row_sentences(self):
        return {
            "too_many_cells": self.env._(
                "The row has more cells than there are headings (“%(value)s”): a "
                "separator inside a text needs quotation marks around it."
            ),
            "too_few_cells": self.env._("The row holds a single cell (“%(value)s”)."),
            "name_missing": self.env._("The row names nobody."),
            "period_reversed": self.env._(
                "The period ends before it begins (%(value)s)."
            ),
            "section_unknown": self.env._(
                "No section is called “%(value)s”. Existing ones: %(valid)s."
            ),
            "section_ambiguous": self.env._(
                "Several sections are called “%(value)s”: use the code or the full "
                "name (%(valid)s)."
            ),
            "type_unknown": self.env._(
                "No membership type is called “%(value)s”. Existing ones: %(valid)s."
            ),
            "type_ambiguous": self.env._(
                "Several membership types are called “%(value)s”: use the code."
            ),
            "type_missing": self.env._(
                "A new member needs a type. Existing ones: %(valid)s."
            ),
            "country_unknown": self.env._("“%(value)s” is no country."),
            "lang_unknown": self.env._(
                "The language “%(value)s” is not installed. Installed: %(valid)s."
            ),
            "kind_mismatch": self.env._(
                "The type “%(value)s” is not for this kind of member (%(kind)s)."
            ),
        }

    def _known_sentences(self):
        return {
            "duplicate_row": self.env._(
                "The same member stands in row %(other)s already."
            ),
            "number_other_name": self.env._(
                "Member %(value)s is %(name)s: correct the number, or rename the "
                "member first."
            ),
            "number_taken": self.env._(
                "%(name)s is known under number %(number)s, not %(value)s."
            ),
            "membership_closed": self.env._(
                "%(name)s left the association: take them back on their own form first."
            ),
            "period_overlaps": self.env._(
                "The period %(value)s overlaps one that exists (%(other)s)."
            ),
            "opening_without_period": self.env._(
                "An opening balance needs the period it belongs to (“period from” or "
                "“valid until”)."
            ),
            "opening_exists": self.env._(
                "An opening balance of %(other)s was booked already: correct it in "
                "the ledger."
            ),
            "opening_account": self.env._(
                "Opening balances need an account: set it in the association's "
                "settings."
            ),
            "payer_unknown": self.env._(
                "Nobody answers to “%(value)s”, neither here nor in the file: give "
                "the payer's member number, e-mail or name."
            ),
            "payer_ambiguous": self.env._(
                "Several people answer to “%(value)s”: give the member number."
            ),
            "payer_refused": self.env._("The payer's own row %(other)s is refused."),
        }
