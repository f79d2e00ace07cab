"""The sender's own words in an e-mail, whatever their program quotes."""

import pytest
from mail_text.quotes import without_quotes


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
