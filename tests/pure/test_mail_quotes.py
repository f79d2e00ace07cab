"""The sender's own words in an e-mail, whatever their program quotes."""

import time

import pytest
from mail_text.pictures import without_pictures
from mail_text.quotes import without_quotes
from mail_text.signs import printable


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("<p>Hi</p><p>##-## Write above</p><div>old <b>x</b></div>tail", "<p>Hi</p>"),
        ("<pre>Yes\n\nOn Monday, Anna\nwrote:\n&gt; old\n&gt; older</pre>", "Yes"),
        ("<pre>Oui\nLe lundi 3 avril, Anna a écrit :\n&gt; vieux</pre>", "Oui"),
        ("<pre>&gt; old\nMy answer below</pre>", "My answer below"),
        ("<div>Hi<br/>you</div><blockquote>old</blockquote>", "Hi<br>you"),
        (
            "<p>Yes</p><div><div data-o-mail-quote='1'>a<div "
            "data-o-mail-quote='1'>old</div></div></div>",
            "<p>Yes</p>",
        ),
        ("<p>x</p><p>-----Original Message-----<br/>From: a</p><p>old</p>", "<p>x</p>"),
        ("<p>x</p><p>________________________________</p><p>De : old</p>", "<p>x</p>"),
    ],
)
def test_what_is_quoted_is_taken_out(body, own):
    words, is_cut = without_quotes(body)
    assert is_cut
    assert own in words
    for gone in ("old", "vieux", "wrote", "écrit", "##-##", "From: a"):
        assert gone not in words


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Nothing is quoted here.</p>",
        "Le directeur m'a écrit :<br/>il vient demain.",
        "<pre>1 &lt; 2 and 3 &gt; 2</pre>",
    ],
)
def test_own_words_stay_as_they_are(body):
    assert without_quotes(body) == (body, False)


@pytest.mark.parametrize(
    "body", ["<pre>&gt; only a quote</pre>", "<blockquote>all</blockquote>"]
)
def test_words_are_never_lost_whole(body):
    assert without_quotes(body) == (body, False)


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\x0c", "\x1f"])
def test_signs_that_no_page_can_hold_stop_nothing(sign):
    words, is_cut = without_quotes(f"<pre>My{sign} words\n&gt; old</pre>")
    assert is_cut
    assert "words" in words
    words, is_cut = without_quotes(f"<p>My{sign} words ##-## old</p>")
    assert is_cut
    assert "old" not in words


def test_thousands_of_empty_lines_are_read_at_once():
    body = "<pre>My words" + "\n \t" * 50_000 + "</pre>"
    begun = time.process_time()
    without_quotes(body)
    assert time.process_time() - begun < 2


def test_nothing_is_fetched_from_elsewhere():
    body = (
        "<p style='background:URL(//a.example)'>See <img src='//a.example' alt='it'>!"
        "</p><picture><source srcset='//a.example'></picture><b style='color:red'>x</b>"
    )
    words = without_pictures(body)
    assert "a.example" not in words
    assert "See [it]!" in words
    assert 'style="color:red"' in words


def test_signs_that_nothing_can_hold_go_and_others_stay():
    assert printable("a\x0c\x00b&#12;c&#x1F;d&#31e&#0;") == "abcde"
    for kept in ("&#123; &#x20AC; &#10; &#x9; &#13;", "é\t\n€ 😀"):
        assert printable(kept) == kept
