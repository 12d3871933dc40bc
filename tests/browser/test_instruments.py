"""The instruments of the browser tests see what they should; else green says nothing."""

import pytest

GOOD = "<!doctype html><html lang=nl><title>Kring</title><main><h1>Kring</h1></main>"


def test_a_good_page_gives_no_findings(page, axe, no_sideways_scroll):
    page.set_content(GOOD)

    assert axe(page) == []
    assert no_sideways_scroll(page)


def test_axe_sees_a_picture_without_words(page, axe):
    page.set_content(f"{GOOD}<img width=9 height=9 src='data:image/svg+xml,<svg/>'>")

    assert [finding.split(":")[0] for finding in axe(page)] == ["image-alt"]


@pytest.mark.parametrize(("width", "fits"), [(1280, True), (390, False)])
def test_a_wide_table_on_a_narrow_phone_is_seen(page, no_sideways_scroll, width, fits):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(f"{GOOD}<div style='width: 600px'>breed</div>")

    assert no_sideways_scroll(page) is fits


def stumble(page):
    page.evaluate("setTimeout(() => { throw new Error('dit ging mis') })")
    page.wait_for_timeout(50)


def test_an_error_in_the_console_is_heard(open_page):
    with pytest.raises(AssertionError, match="dit ging mis"), open_page() as page:
        stumble(page)
