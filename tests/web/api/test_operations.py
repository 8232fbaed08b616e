"""Operations give what pages give, and refuse what pages refuse."""
import json
from cases_to_publish import adopted_case, published_case


def show(r):
    print(r.status_code, r.get("Content-Type"), r.content[:300])
    return r

def test_smoke(team, case, program):
    p = program()
    show(p.get("/me")); show(p.get("/packs")); show(p.get("/packs/innovation/2026-11")); show(p.get("/packs/innovation/2026-11/criteria"));show(p.get("/packs/inno/2026-11"))
    show(p.get("/cases")); ref = case.reference
    for x in ["", "/document", "/file", "/proposals", "/proposals/balanced", "/proposals/balanced/why-not/adoption-elsewhere", "/proposals/balanced/why-not/nix", "/schemes", "/schemes/1", "/published", "/checks", "/checks/lots-considered", "/documents", "/documents/draft/report-markdown", "/documents/draft/scheme"]:
        print(x); show(p.get(f"/cases/{ref}{x}"))
    show(p.send("PATCH", f"/cases/{ref}/checks/lots-considered/answers", {"answers": {"considered": True, "reason": "One tool."}}, seen=1))
    show(p.send("PATCH", f"/cases/{ref}/checks/conflicts-assessment/answers", {"answers": {"prepared_on": "2026-11-02"}}, seen=1))
    show(p.send("PATCH", f"/cases/{ref}/checks/conflicts-assessment/answers", {"answers": {"prepared_on": "2026-13-02"}}, seen=1))
    show(p.send("PATCH", f"/cases/{ref}/checks/conflicts-assessment/answers", {"answers": {"prepared_on": "2026-12-02"}}, seen=1))
    t = p.get(f"/cases/{ref}/document").json()["text"]
    show(p.send("PUT", f"/cases/{ref}/document", {"text": t+"# hello\n"}, seen=1))
    show(p.send("PUT", f"/cases/{ref}/document", {"text": t+"# hello\n"}, seen=3))
    show(p.send("POST", f"/cases", {"title": "X"}))
    show(p.send("POST", f"/cases", {"document": t}))
    show(p.send("POST", f"/cases", {"document": t, "title": "x"}))
    show(p.send("POST", f"/cases", {"document": "a: &b c"}))
    z = p.get(f"/cases/{ref}/file").content
    show(p.send("POST", f"/cases/from-file", z, media="application/zip"))
    show(p.send("POST", f"/cases/from-notice", b"{}", media="application/json"))
    show(p.send("PUT", f"/cases/{ref}/file", z, media="application/zip", seen=4))
    show(p.send("POST", f"/cases/{ref}/documents/draft/report-markdown"))
    show(p.get(f"/cases/{ref}/documents/draft/report-markdown"))
    show(p.get("/nix")); show(p.send("POST", "/me")); show(p.client.get("/api/")); 
    from django.test import Client
    show(Client().get("/api/v1/me"))
    assert 0
