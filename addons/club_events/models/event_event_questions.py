from odoo import models
from odoo.exceptions import UserError

# Questions of Odoo's whose answer is a detail of the registration as well.
IDENTITY = ("name", "email", "phone", "company_name")
LONGEST = 2000


class EventEvent(models.Model):
    """The questions of a meeting, asked on its pages and read from its forms.

    Only its own questions are read, and of a choice only what it offers.
    """

    _inherit = "event.event"

    def _further_questions(self):
        """What is asked besides name, e-mail, telephone and organisation.

        :return: list of plain values
        """
        return [
            {
                "id": question.id,
                "title": question.title,
                "kind": question.question_type,
                "mandatory": question.is_mandatory_answer,
                "choices": [
                    {"id": answer.id, "name": answer.name}
                    for answer in question.answer_ids
                ],
            }
            for question in self.question_ids
            if question.question_type not in IDENTITY
        ]

    def _read_person(self, typed, known=None):
        """One attendee as a form says it.

        :param typed: {id of a question: text}; questions of other meetings are
            ignored
        :param known: name, email… that are not asked again
        :return: dict for ``_register_people``: details, and ``answers`` to be written
        :raises UserError: an answer is missing, or not among the choices
        """
        person = {**(known or {}), "answers": []}
        for question in self.question_ids:
            kind = question.question_type
            text = (typed.get(question.id) or "").strip()[:LONGEST]
            if not text and kind in IDENTITY:
                text = person.get(kind) or ""
            if not text:
                self._check_may_be_left(question)
                continue
            person["answers"].append(self._answer_values(question, text))
            if kind in IDENTITY and not person.get(kind):
                person[kind] = text
        return person

    def _check_may_be_left(self, question):
        if question.is_mandatory_answer:
            raise UserError(
                self.env._(
                    "“%(question)s” needs an answer to register for %(event)s.",
                    question=question.title,
                    event=self.name,
                )
            )

    def _answer_values(self, question, text):
        if question.question_type != "simple_choice":
            return {"question_id": question.id, "value_text_box": text}
        answer = question.answer_ids.filtered(lambda choice: str(choice.id) == text)
        if not answer:
            raise UserError(
                self.env._(
                    "Choose one of the answers to “%(question)s”.",
                    question=question.title,
                )
            )
        return {"question_id": question.id, "value_answer_id": answer.id}
