"""Asking in a browser: an answer beside its quotes, the articles, follow-ups, what is kept and taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chatting, serving
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

SULLIVAN = "Who handed the American reply to the Russian foreign ministry in January 2022?"
SUEZ = "How many vessels were waiting when the Suez Canal was blocked?"
NOWHERE = "Who won the municipal election of Zzyzxville in 2031?"


@pytest.fixture(scope="module")
def address(seeds_archive: Path, browser: Browser) -> Iterator[str]:
    with serving(seeds_archive) as served:
        yield served


def test_three_questions_are_offered_and_each_is_answered(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        offered = chat.page.locator(".questions button")
        expect(offered).to_have_count(3)
        offered.first.focus()
        chat.page.keyboard.press("Enter")
        turn = chat.answered()
        expect(turn.locator(".chip").first).to_be_visible()
        expect(turn.locator(".question")).to_be_focused()


def test_a_count_of_articles_leads_to_the_list_of_them_and_back(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("How many articles published in 2022 mention Qatar?")
        above = chat.answered().locator(".above")
        expect(above).to_contain_text(re.compile(r"^\d+ articles? .*mentions? “Qatar”\."))
        expect(above).not_to_contain_text("pullquote articles")
        count = int(above.inner_text().split()[0])
        above.get_by_role("link", name="List them in the library").click()
        expect(chat.page.get_by_label("Words in the text")).to_have_value('"Qatar"')
        expect(chat.page.get_by_text(re.compile(rf"^{count} articles?;"))).to_be_visible()
        chat.page.go_back()
        expect(chat.answered().locator(".above")).to_contain_text("Qatar")


def test_from_a_chip_to_its_card_to_its_article_to_the_next_quote_by_keyboard_alone(
    browser: Browser, address: str
) -> None:
    with chatting(browser, address) as chat:
        chat.ask("What did NATO reply?")
        turn = chat.answered()
        chip = turn.locator(".chip").first
        chip.focus()
        chat.page.keyboard.press("Enter")
        card = turn.locator(".quote[aria-current=true]")
        expect(card).to_have_count(1)
        expect(card).to_be_in_viewport()
        article = turn.locator(".card").filter(has=chat.page.locator(".quote[aria-current=true]"))
        expect(article.locator(".publisher")).not_to_be_empty()
        expect(article.locator("time").first).to_have_text(re.compile(r"\d+ \w+ \d{4}|date unknown"))
        quoted = card.locator("blockquote mark").inner_text()
        assert chip.evaluate("node => node === node.getRootNode().activeElement"), "focus stays on the chip"

        chat.page.keyboard.press("Enter")
        reader = chat.page.locator(".reader")
        current = reader.locator("mark.current")
        expect(current.first).to_be_in_viewport()
        assert quoted in re.sub(r"\d+$", "", current.first.inner_text())
        expect(reader.locator(".place")).to_have_text(re.compile("Quote 1 of"))
        marked = reader.locator("mark.cited").count()
        assert marked >= 1

        chat.page.keyboard.press("Tab")
        reader.get_by_role("button", name="Next quote").focus()
        chat.page.keyboard.press("Enter")
        expect(chat.page.locator(".reader .place")).to_have_text(re.compile("Quote 2 of"))
        expect(chat.page.locator(".reader mark.current").first).to_be_in_viewport()
        chat.page.keyboard.press("Escape")
        expect(chat.page.locator(".reader")).to_have_count(0)
        assert chip.evaluate("node => node === node.getRootNode().activeElement"), "focus comes back"


def test_the_whole_way_by_keyboard_alone(browser: Browser, address: str) -> None:
    """From the page's opening to an answer, its article, the library and back; nothing is focused but by tab."""
    with chatting(browser, address) as chat:
        page, keys = chat.page, chat.page.keyboard
        chat.tab_to(page.get_by_role("link", name="Skip to main content"))
        chat.tab_to(chat.field)
        keys.type(SULLIVAN)
        keys.press("Enter")
        turn = chat.answered()
        chat.tab_to(turn.locator(".chip").first)
        keys.press("Enter")
        expect(turn.locator(".quote[aria-current=true]")).to_have_count(1)
        keys.press("Enter")
        expect(page.locator(".reader mark.current").first).to_be_in_viewport()
        chat.tab_to(page.locator(".reader").get_by_role("button", name="Close the article"))
        keys.press("Enter")
        expect(page.locator(".reader")).to_have_count(0)

        chat.tab_to(page.get_by_role("link", name="Library"))
        keys.press("Enter")
        chat.tab_to(page.get_by_label("Words in the text"))
        keys.type("“Ever Given” bank Suez")
        keys.press("Enter")
        expect(page.get_by_text(re.compile(r"^1 article;"))).to_be_visible()
        chat.tab_to(page.get_by_test_id("stDataFrame").locator("canvas[tabindex]").first)
        keys.press("ArrowDown")
        keys.press("ArrowRight")  # neither opens anything: what is chosen is what is ticked
        keys.press("Shift+Space")
        expect(page.get_by_text("1 article chosen")).to_be_visible()
        expect(page.locator(".reader")).to_have_count(0)
        chat.tab_to(page.get_by_role("button", name="Open article"))
        keys.press("Enter")
        expect(page.locator(".reader .headline")).to_contain_text("Suez Canal")
        keys.press("Escape")
        expect(page.locator(".reader")).to_have_count(0)

        chat.tab_to(page.get_by_role("link", name="Ask"))
        keys.press("Enter")
        expect(chat.answered().locator(".question")).to_have_text(SULLIVAN)
        chat.tab_to(page.get_by_role("button", name="New chat"))
        keys.press("Enter")
        expect(chat.turns).to_have_count(0)


def test_a_follow_up_a_reload_and_a_new_chat(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask(SULLIVAN)
        first = chat.answered().locator(".card").all_inner_texts()
        chat.ask(SUEZ)
        second = chat.answered(2).locator(".card").all_inner_texts()
        assert chat.turns.nth(0).locator(".card").all_inner_texts() == first != second

        chat.page.reload()
        expect(chat.turns).to_have_count(2)
        assert chat.turns.nth(1).locator(".card").all_inner_texts() == second

        kept = chat.page.url
        chat.page.get_by_role("button", name="New chat").click()
        expect(chat.turns).to_have_count(0)
        expect(chat.field).to_be_focused()
        assert chat.page.url != kept


def test_what_is_not_there_is_said_calmly(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask(NOWHERE)
        turn = chat.answered()
        calm = turn.locator(".not-found")
        expect(calm).to_contain_text("The articles do not say")
        expect(calm).to_contain_text("Searched 12 articles")
        expect(calm).to_contain_text("What to try")
        expect(turn.locator(".read li").first).to_be_visible()
        expect(turn.locator(".chip, .card")).to_have_count(0)


def test_an_address_fills_the_question_in_and_does_not_ask_it(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/?q=What+did+NATO+reply%3F") as chat:
        expect(chat.field).to_have_value("What did NATO reply?")
        chat.page.wait_for_timeout(1500)
        expect(chat.turns).to_have_count(0)
        chat.field.press("Enter")
        chat.answered()


def test_an_id_that_nobody_was_given_opens_nothing(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/?c=chosen-by-somebody-else") as chat:
        expect(chat.field).to_be_visible()
        chat.page.wait_for_url(re.compile(r"c=(?!chosen)"))
        expect(chat.turns).to_have_count(0)


def test_a_publisher_chosen_is_the_only_one_quoted(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        box = chat.page.get_by_label("Publishers")
        box.click()
        option = chat.page.get_by_role("option").filter(has_text="Meridian Letter")
        name = option.inner_text()
        option.click()
        chat.ask(SULLIVAN)
        turn = chat.answered()
        assert set(turn.locator(".card .publisher").all_inner_texts()) == {name}
        expect(turn.locator(".byline")).to_contain_text(f"by {name}")


def test_a_month_read_out_of_the_question_can_be_taken_away_by_keyboard(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask(SULLIVAN)
        read = chat.answered().get_by_role("button", name="Ask again without “in January 2022”")
        expect(read).to_have_text("in January 2022 ✕")
        chat.page.wait_for_timeout(400)  # until the answer has faded in
        chat.check_access()
        read.focus()
        chat.page.keyboard.press("Enter")
        expect(read).to_have_count(0)
        turn = chat.answered()
        expect(turn.locator(".byline")).to_contain_text("From 12 articles")
        expect(turn.locator(".filter")).to_have_count(0)
        expect(chat.turns).to_have_count(1)
        expect(turn.locator(".question")).to_be_focused()


def test_a_thorough_answer_says_more(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("What is known of vaccines against malaria?")
        said = chat.answered().locator(".sentence").count()
        chat.page.get_by_text("Thorough").click()
        expect(
            chat.page.get_by_role("switch", name="Thorough").or_(chat.page.get_by_label("Thorough")).first
        ).to_be_checked()
        chat.ask("What is known of the vaccines against malaria?")
        assert said
        expect(chat.answered(2).locator(".sentence").nth(said)).to_be_visible()


def test_two_people_at_once_see_their_own(browser: Browser, address: str) -> None:
    with chatting(browser, address) as one, chatting(browser, address) as other:
        one.ask(SULLIVAN)
        other.ask(SUEZ)
        expect(one.answered().locator(".question")).to_have_text(SULLIVAN)
        expect(other.answered().locator(".question")).to_have_text(SUEZ)
        expect(one.turns).to_have_count(1)
        expect(other.turns).to_have_count(1)


def test_the_conversation_can_be_taken_away(browser: Browser, address: str, seeds_archive: Path) -> None:
    with chatting(browser, address) as chat:
        chat.ask(SULLIVAN)
        chat.answered()
        with chat.page.expect_download() as taken:
            side = chat.page.get_by_test_id("stSidebar")
            side.get_by_role("button", name="JSON").click()
        answers = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
        with chat.page.expect_download() as taken:
            side.get_by_role("button", name="Markdown").click()
        markdown = Path(taken.value.path()).read_text(encoding="utf-8")
    assert [answer["question"] for answer in answers] == [SULLIVAN]
    quotes = [quote["text"] for quote in answers[0]["quotes"]]
    assert markdown.count("\n> **[") == len(quotes)
    for passage in answers[0]["passages"]:
        assert passage["text"] not in markdown, "a passage is not a quote"
    cards = {quote["article"]["publisher"] for quote in answers[0]["quotes"] if quote["article"]["publisher"]}
    assert all(name.split()[0] in markdown for name in cards)
