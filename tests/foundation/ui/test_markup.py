"""The markup of the office's own pages: safe by construction."""

from __future__ import annotations

import re

import pytest

from loket.foundation.ui.markup import bad_links, rendered

ALLOWED = re.compile(r"</?(?:p|ul|ol|li|h2|strong|br|a)(?: href=\"[^\"<>]*\" rel=\"noopener\")?>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Satu\nbaris\n\nDua", "<p>Satu<br>baris</p><p>Dua</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("Bawa:\n- KTP\n- KK\nGratis", "<p>Bawa:</p><ul><li>KTP</li><li>KK</li></ul><p>Gratis</p>"),
        ("## Jam buka", "<h2>Jam buka</h2>"),
        ("**tebal** biasa", "<p><strong>tebal</strong> biasa</p>"),
        ("[peta](/kantor/)", '<p><a href="/kantor/" rel="noopener">peta</a></p>'),
        (
            "Lihat https://a.go.id/x?y=1&z=2.",
            '<p>Lihat <a href="https://a.go.id/x?y=1&amp;z=2" rel="noopener">https://a.go.id/x?y=1&amp;z=2</a>.</p>',
        ),
        ("[tulis](mailto:a@b.id)", '<p><a href="mailto:a@b.id" rel="noopener">tulis</a></p>'),
        ("", "<p></p>"),
    ],
)
def test_it_says_what_was_meant(text: str, html: str) -> None:
    assert rendered(text) == html


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert)",
    "[x](data:text/html,<b>)",
    "[x](//jahat.example)",
    '[x](https://a"onmouseover="alert(1)',
    "[<img src=x>](https://a.id)",
    "**<b onclick=x>**",
    "- <i>\n1. <u>\n## <h1>",
    "https://a.id/<script>",
    "[a](https://b.id)[c](vbscript:x)**d**" * 200,
    "**" * 5000,
    "[" * 5000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_of_a_text_becomes_html_but_what_is_built(text: str) -> None:
    html = rendered(text)
    assert "<" not in ALLOWED.sub("", html)
    assert not re.search(r'href="(?!https?:|mailto:|tel:|/[^/])', html)


def test_links_that_lead_nowhere_allowed_are_named() -> None:
    assert bad_links("[a](javascript:x) [b](/kantor/) [c](//x.id) https://d.id") == ["javascript:x", "//x.id"]
