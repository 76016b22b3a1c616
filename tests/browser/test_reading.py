"""Where one is in a note, and what one has read."""

from tests.lessons import lesson

LESSON, OVERVIEW = lesson("divergences"), "deep-learning/lessons-learnt-1/index.html"


def ticked(page):
    return [text.strip() for text in page.locator(".dl-card-title:has(.dl-read) a").all_inner_texts()]


def test_a_lesson_read_to_its_end_is_ticked_until_all_is_forgotten(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/{LESSON}")
    assert page.locator(".dl-place").inner_text() == "Lesson 3 of 4"
    page.goto(f"{address}/{OVERVIEW}")
    assert ticked(page) == []  # opened, not read
    page.goto(f"{address}/{LESSON}")
    page.locator("article h2").last.scroll_into_view_if_needed()
    page.wait_for_selector(".md-nav--primary .dl-read", state="attached")
    page.goto(f"{address}/{OVERVIEW}")
    assert len(ticked(page)) == 1 and "Divergence" in ticked(page)[0]
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("button", name="Forget all").click()
    page.wait_for_load_state()
    page.goto(f"{address}/{OVERVIEW}")
    assert ticked(page) == []
    context.close()
