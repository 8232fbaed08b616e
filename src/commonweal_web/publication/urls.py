"""Addresses of publication."""

from __future__ import annotations

from django.urls import path

from commonweal_web.publication.views import approval, checks, documents, publication

CASE = "procurements/<slug:reference>/"
urlpatterns = [
    path(f"{CASE}checks/", checks.checks, name="checks"),
    path(f"{CASE}checks/<slug:name>/", checks.check, name="check"),
    path(f"{CASE}checks/<slug:name>/person/", checks.person, name="check-person"),
    path(f"{CASE}approval/", approval.approval, name="approval"),
    path(f"{CASE}publication/", publication.publication, name="publication"),
    path(f"{CASE}publication/done/", publication.publication_done, name="publication-done"),
    path(f"{CASE}publication/amend/", publication.amend, name="amend"),
    path(f"{CASE}publication/close/", publication.close, name="close"),
    path(f"{CASE}published/<int:number>/", publication.published, name="published"),
    path(f"{CASE}published/<int:number>/scheme.json", publication.published_data, name="published-data"),
    path(
        f"{CASE}published/<int:number>/documents/<slug:key>/", documents.published_document, name="published-document"
    ),
    path(f"{CASE}published/<int:number>/response/", documents.response, name="response-check"),
    path(f"{CASE}documents/", documents.documents, name="documents"),
    path(f"{CASE}documents/draft/<slug:key>/", documents.document, {"of": "draft"}, name="draft-document"),
    path(f"{CASE}documents/<int:of>/<slug:key>/", documents.numbered_document, name="document"),
    path("organisation/word-template/", documents.word_template, name="word-template"),
    path("organisation/word-template/start/", documents.word_template_start, name="word-template-start"),
]
