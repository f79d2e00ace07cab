"""What users think of the product: last year's marks, and this year's to be given."""

from datetime import timedelta

from odoo import fields

from .votes import end

PRODUCT = "gestion"
# Marks from 1 to 5: how often each is given, where things go well and where not
GOOD, BAD = (1, 2, 5, 9, 6), (5, 7, 6, 2, 1)
DISLIKED = "Stocks"
OPEN_DAYS = 20


def ask(story):
    """One evaluation is published; in the other one the printed members may answer."""
    year = story.today.year
    last = _open(story, year - 1)
    _answer(story, last, 60)
    end(story, last, 300)
    _answer(story, _open(story, year), 35)


def _open(story, year):
    product = story.products[PRODUCT]
    now = fields.Datetime.now()
    evaluation = story.env["club.evaluation"].create(
        {
            "name": f"{product.name} {year}",
            "company_id": story.company.id,
            "product_id": product.id,
            "year": year,
            "lang": "fr",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=OPEN_DAYS),
        }
    )
    evaluation.action_open()
    return evaluation


def _answer(story, evaluation, count):
    """So many of those who are asked give marks, but nobody who signs in."""
    printed = story.env["res.partner"].union(*story.people.values())
    lines = evaluation.roll_ids.filtered(lambda line: line.partner_id not in printed)
    for line in story.rng.sample(list(lines), min(count, len(lines))):
        marks = {
            question.code: story.rng.choices(
                range(1, 6), BAD if question.name == DISLIKED else GOOD
            )[0]
            for question in evaluation.question_ids
            # Nobody uses everything.
            if story.rng.random() < 0.9
        }
        evaluation.box_id._cast(line, line.partner_id, marks)
