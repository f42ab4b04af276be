"""The cases that went wrong, each of them, and those that were rightly refused."""

import html
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from assistant import cite_as
from eval.published import How, Miss, Published
from views.figures.scores import Part, lines, parts, score_of
from views.places import section_link
from views.plain import as_html, show
from views.strings import language, say

HOWS: tuple[How, ...] = ("partly", "beside", "refused", "answered")
EXAMPLES = 4
"""Of rightly refused questions, of each kind."""


def draw_misses(published: Published) -> None:
    """Draw how often an answer was wrong and in what way, with every such case."""
    st.header(say("quality_wrong_heading"), anchor=False)
    wrong, rightly = len(published.misses), len(published.refused)
    show(say("quality_wrong", wrong=wrong, tested=published.tested))
    counts = Counter(one.how for one in published.misses)
    full = published.tested - wrong - rightly
    numbers = (("full", full), ("rightly", rightly), *((how, counts[how]) for how in HOWS))
    st.html(parts([Part(kind=one, name=say(f"quality_how_{one}"), n=n) for one, n in numbers if n]))
    show(say("quality_wrong_all"))
    for how in HOWS:
        if counts[how]:
            with st.expander(f"{say(f'quality_how_{how}')} ({counts[how]})", key=f"quality-{how}"):
                st.html("".join(_card(one) for one in published.misses if one.how == how))


def _card(miss: Miss) -> str:
    links = []
    if miss.section:
        links.append(say("quality_case_stands", section=_link(miss.section)))
    if miss.cited:
        cited = ", ".join(map(_link, miss.cited))
        links.append(say("quality_case_cited", sections=cited))
    return (
        f'<article class="sv-miss"><p class="sv-question">{html.escape(miss.question)}</p>'
        f"{_remark(miss)}"
        f"<dl>{_expected(miss)}<dt>{html.escape(say('quality_case_got'))}</dt>"
        f'<dd lang="da">{as_html(miss.got)}</dd></dl>'
        f'<p class="sv-small">{". ".join(links)}</p></article>'
    )


def _remark(miss: Miss) -> str:
    if miss.kind == "followup":
        return f'<p class="sv-small">{html.escape(say("quality_case_followup"))}</p>'
    if miss.alarmed:
        return f'<p class="sv-small">{html.escape(say("quality_case_alarmed"))}</p>'
    return ""


def _expected(miss: Miss) -> str:
    if miss.wanted != "answered":
        head, text = say("quality_case_refusal"), say(f"quality_case_{miss.wanted}")
        return f"<dt>{html.escape(head)}</dt><dd>{html.escape(text)}</dd>"
    head = say("quality_case_expected")
    return f'<dt>{html.escape(head)}</dt><dd lang="da">{html.escape(miss.expected)}</dd>'


def _link(section: str) -> str:
    return section_link(section, cite_as(section, language()))


def draw_refusals(published: Published) -> None:
    """Draw what is refused and why, with examples, and what should have been."""
    st.header(say("quality_no_heading"), anchor=False)
    show(say("quality_no"))
    for wanted, row in (("not_covered", "silent"), ("off_topic", "off_topic")):
        if row in published.figures:
            name = say(f"quality_no_{wanted}")
            st.html(lines(language(), [score_of(language(), name, published.figures[row])]))
        _draw_examples(
            say("quality_no_rightly"),
            [
                one.question
                for one in published.refused
                if one.wanted == wanted and one.kind == wanted
            ][:EXAMPLES],
        )
        _draw_examples(
            say("quality_no_missed"),
            [
                one.question
                for one in published.misses
                if one.wanted == wanted and one.how == "answered"
            ],
        )
    attacks = [one.question for one in published.refused if one.kind == "attack"]
    _draw_examples(say("quality_no_attack"), attacks)
    show(say("quality_no_weak"))


def _draw_examples(heading: str, questions: Sequence[str]) -> None:
    if questions:
        items = "".join(f"<li>{html.escape(one)}</li>" for one in questions)
        st.html(f'<p class="sv-small">{html.escape(heading)}</p><ul class="sv-asked">{items}</ul>')
