"""Addresses of cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.views import answers, cases, describing, files, items, lists, starting, team
from commonweal_web.procurements.views.desk import on_case, on_draft

CASE = "procurements/<slug:reference>/"
DRAFT = "procurements/start/draft/<uuid:draft_id>/"

# The pages of a document, which a case and a draft share.
DESCRIBING = (
    ("describe/<slug:key>/", describing.edit_section, "section"),
    ("describe/<slug:key>/add/", items.add_item, "item-add"),
    ("describe/<slug:key>/<path:name>/remove/", items.remove_item, "item-remove"),
    ("describe/<slug:key>/<path:name>/move-<slug:way>/", lists.move_item, "item-move"),
    ("describe/<slug:key>/<path:name>/<slug:page_key>/", items.edit_item, "item"),
    ("assumptions/", answers.show_assumptions, "assumptions"),
)


def _of_cases() -> list[URLPattern]:
    return [path(CASE + way, on_case(view), name=f"case-{name}") for way, view, name in DESCRIBING]


def _of_drafts() -> list[URLPattern]:
    return [path(DRAFT + way, on_draft(view), name=f"draft-{name}") for way, view, name in DESCRIBING]


urlpatterns = [
    path("glossary/", cases.show_glossary, name="glossary"),
    path("procurements/", cases.home, name="home"),
    path("procurements/start/", starting.choose, name="start-case"),
    path("procurements/start/notice/", starting.from_notice, name="start-notice"),
    path("procurements/start/notice/<uuid:batch>/", starting.which, name="start-which"),
    path("procurements/start/questions/", starting.from_questions, name="start-questions"),
    path("procurements/start/template/", starting.from_template, name="start-template"),
    path("procurements/start/copy/", starting.choose_copy, name="start-copy"),
    path("procurements/start/case-file/", starting.from_case_file, name="start-case-file"),
    path(DRAFT + "answers/", on_draft(answers.show_answers), name="draft-answers"),
    path(DRAFT + "confirm/", on_draft(starting.confirm), name="draft-confirm"),
    *_of_drafts(),
    path(CASE, cases.case, name="case"),
    path(CASE + "answers/", on_case(answers.show_answers, Permission.SEE_CASE), name="case-answers"),
    path(CASE + "copy/", starting.copy, name="case-copy"),
    path(CASE + "team/", team.team, name="case-team"),
    path(CASE + "team/add/", team.add, name="case-team-add"),
    path(CASE + "team/<int:number>/role/", team.change, name="case-team-change"),
    path(CASE + "team/<int:number>/remove/", team.remove, name="case-team-remove"),
    path(CASE + "comments/", team.comments, name="case-comments"),
    path(CASE + "comments/<int:number>/resolve/", team.resolve, name="case-comment-resolve"),
    path(CASE + "history/versions/", cases.history, name="case-history"),
    path(CASE + "history/compare/", cases.compare, name="case-compare"),
    path(CASE + "case-file/", files.case_file, name="case-file"),
    path(CASE + "case-file/download/", files.download, name="case-file-download"),
    path(CASE + "case-file/changes/<uuid:draft_id>/", files.changes, name="case-file-changes"),
    *_of_cases(),
]
