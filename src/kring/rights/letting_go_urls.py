"""Reading who looked, taking along, correcting, wiping, ending: the addresses of letting go."""

from django.urls import path

from kring.rights import (
    erase_views,
    export_views,
    journal_views,
    reply_views,
    retention_views,
)

FAMILY = "gezin/<uuid:family_id>"
urlpatterns = [
    path(f"{FAMILY}/wie-keek/", journal_views.who_looked, name="who_looked"),
    path("journaal/", journal_views.numbers, name="journal"),
    path("journaal.csv", journal_views.numbers_file, name="journal_file"),
    path(f"{FAMILY}/neem-mee/", export_views.take_along, name="take_along"),
    path(f"{FAMILY}/neem-mee/vraag/", export_views.take_ask, name="take_ask"),
    path(f"{FAMILY}/neem-mee/nagekeken/", export_views.take_agree, name="take_agree"),
    path(f"{FAMILY}/neem-mee/<slug:kind>/", export_views.take_copy_of, name="take_copy"),
    path(f"{FAMILY}/klopt-dit/", reply_views.replies, name="replies"),
    path(f"{FAMILY}/klopt-dit/<uuid:item_id>/", reply_views.reply, name="reply"),
    path(
        f"{FAMILY}/klopt-dit/<uuid:reply_id>/antwoord/",
        reply_views.reply_answer,
        name="reply_answer",
    ),
    path(f"{FAMILY}/wissen/", erase_views.erase, name="erase"),
    path(f"{FAMILY}/wissen/brief.pdf", erase_views.erase_letter, name="erase_letter"),
    path(f"{FAMILY}/alleen-op-papier/", erase_views.paper_only, name="paper_only"),
    path(f"{FAMILY}/afsluiten/", retention_views.closing, name="closing"),
    path("na-te-kijken/", retention_views.to_check, name="to_check"),
]
