import re

import pytest
from secrecy.phrases import draw, words


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_words_are_many_plain_and_each_stands_once(lang):
    known = words(lang)
    assert len(known) >= 512
    assert len(set(known)) == len(known)
    assert all(re.fullmatch("[a-z]{3,11}", word) for word in known)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_receipt_is_two_words_of_the_language(lang):
    for _ in range(50):
        one, other = draw(lang).split()
        assert {one, other} <= set(words(lang))
