"""Tips beside each step: four a step, ours, with their source."""

import pytest

from kring.overview.tips import read_tip, tips_for


@pytest.mark.parametrize("step", ["family", "volunteers", "network", "policy"])
def test_each_step_has_four_tips_with_a_source(step):
    tips = tips_for(step)

    assert len(tips) == 4
    assert all(tip.source and tip.address.startswith("http") for tip in tips)
    assert all(tip.text.startswith("<p>") for tip in tips)


def test_the_tips_stand_in_their_order():
    assert "eerst vertellen" in tips_for("family")[0].text


def test_another_page_has_none():
    assert tips_for("toolbox") == ()


def test_a_tip_is_text_and_its_source_may_have_no_address():
    step, place, tip = read_tip(
        "---\nstap: beleid\nvolgorde: 2\nbron: Ons boek, 2022\n---\n\n"
        "Zeg **altijd** iets terug. <script>alert(1)</script>\n"
    )

    assert (step, place) == ("policy", 2)
    assert (tip.source, tip.address) == ("Ons boek, 2022", "")
    assert "<strong>altijd</strong>" in tip.text
    assert "<script>" not in tip.text
