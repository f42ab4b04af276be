"""The HTML that every page is drawn in: Streamlit's own, made Danish."""

import html
import re
from importlib.resources import files

from views.strings import string


def shell() -> str:
    """Streamlit's index page in Danish, with our title, without its pointer for agents."""
    page = files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    needed = html.escape(string("da", "fault_no_script"))
    page = _replaced(page, r'<html lang="en">', '<html lang="da">')
    page = _replaced(page, r"<title>.*?</title>", f"<title>{string('da', 'title')}</title>")
    page = _replaced(page, r"<noscript>.*?</noscript>", f"<noscript><p>{needed}</p></noscript>")
    return _replaced(page, r'<link rel="service-desc"[^>]*>', "")


def not_found() -> str:
    """What an address without a page shows; it needs no script and no style."""
    title = string("da", "title")
    said = "".join(
        f'<p lang="{language}">{html.escape(string(language, "fault_not_found"))} '
        f'<a href="/">{html.escape(string(language, "fault_to_the_front"))}</a></p>'
        for language in ("da", "en")
    )
    return (
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><main><h1>{title}</h1>{said}</main></body></html>"
    )


def _replaced(page: str, pattern: str, by: str) -> str:
    page, found = re.subn(pattern, lambda _: by, page, flags=re.DOTALL)
    assert found == 1, f"Streamlit's index page has {pattern!r} {found} times"
    return page
