"""What one person does at work in the service, and a faithful note of what they were told.

`Person` needs only a way to ask: locust's session or a plain one. Every save is noted with what it was based on, so
that afterwards the history of each case can be held against it.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
from reading_pages import Fields, form_with

CHECK = "lots-considered"
WHERE = {"title": ["title"], "description": ["procurement", "description"], "reason": ["answers", CHECK, "reason"]}
SAVED = 302
BOTH_VERSIONS = 409


class Answer(Protocol):
    """What comes back of a page."""

    status_code: int
    text: str
    content: bytes
    headers: Any


Ask = Callable[..., Answer]


@dataclass
class Notes:
    """Requests as (route, milliseconds, status), and what was sent and what was answered."""

    requests: list[tuple[str, int, int]] = field(default_factory=list)
    saves: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    both: int = 0  # how often somebody saw the page with both versions

    def add(self, other: Notes) -> None:
        self.requests += other.requests
        self.saves += other.saves
        self.comments += other.comments
        self.wrong += other.wrong
        self.both += other.both


def asking(session: requests.Session, address: str) -> Ask:
    """A plain session's way to ask a service."""

    def ask(method: str, path: str, *, name: str, **more: Any) -> requests.Response:
        return session.request(method, address + path, timeout=60, **more)

    return ask


class Person:
    """One person: signs in, looks, edits, answers, comments, takes files."""

    def __init__(self, ask: Ask, *, plan: dict[str, Any], number: int, seed: int = 0) -> None:
        self._ask = ask
        self.plan = plan
        self.who = plan["people"][number % len(plan["people"])]
        self.draw = random.Random(f"{seed}-{number}")
        self.notes = Notes()
        self._said = 0
        self._mark = f"{seed}-{number}"

    # --- asking ---------------------------------------------------------------------------------------

    def ask(self, method: str, path: str, *, name: str, expected: tuple[int, ...] = (200,), **more: Any) -> Answer:
        begun = time.perf_counter()
        answer = self._ask(method, path, name=f"{method} {name}", allow_redirects=False, **more)
        took = round((time.perf_counter() - begun) * 1000)
        self.notes.requests.append((f"{method} {name}", took, answer.status_code))
        if answer.status_code not in expected:
            why = getattr(answer, "error", None) or ""
            self.notes.wrong.append(f"{method} {name} answered {answer.status_code} {why!r}")
        return answer

    def send(self, path: str, fields: Fields, *, name: str, expected: tuple[int, ...]) -> Answer:
        """Send a form, and go where the answer leads, as a browser does."""
        answer = self.ask("POST", path, name=name, expected=expected, data=fields)
        if answer.status_code == SAVED:
            self.ask("GET", answer.headers["Location"], name="after saving")
        return answer

    def form(self, path: str, holding: str, *, name: str) -> Fields | None:
        page = self.ask("GET", path, name=name)
        found = form_with(page.text, holding)
        if found is None and page.status_code == 200:
            self.notes.wrong.append(f"GET {name} has no form with {holding}")
        return found

    def words(self) -> str:
        """Words that are said once in the whole run."""
        self._said += 1
        return f"Said {self._mark}-{self._said}"

    # --- a case ---------------------------------------------------------------------------------------

    def a_case(self) -> str:
        """The own one, or one that others work on at the same time."""
        shared = self.plan["shared"]
        chosen = self.draw.choice(shared) if self.draw.random() < 0.5 else self.who["own"]
        return f"/procurements/{chosen}/"

    def sign_in(self) -> None:
        fields = self.form("/account/login/", "login", name="sign in")
        if fields:
            fields |= {"login": [self.who["email"]], "password": [self.plan["password"]]}
            self.send("/account/login/", fields, name="sign in", expected=(SAVED,))

    def look_at_list(self) -> None:
        self.ask("GET", "/procurements/", name="procurements")

    def look_at_case(self) -> None:
        self.ask("GET", self.a_case(), name="case")

    def look_at_proposal(self) -> None:
        case = self.a_case()
        self.ask("GET", f"{case}proposal/", name="three options")
        self.ask("GET", f"{case}proposal/balanced/", name="one option")

    def look_around(self) -> None:
        page = self.draw.choice(["answers", "history", "team", "checks", "case-file", "documents", "criteria"])
        self.ask("GET", f"{self.a_case()}{page}/", name=page)

    def look_elsewhere(self) -> None:
        page = self.draw.choice(["", "missions", "glossary"])
        self.ask("GET", f"/{page}/" if page else "/", name=page or "start")

    def take_case_file(self) -> None:
        answer = self.ask("GET", f"{self.a_case()}case-file/download/", name="case file")
        if answer.status_code == 200:
            with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
                if archive.testzip() or not any(name.endswith("case.yaml") for name in archive.namelist()):
                    self.notes.wrong.append("A case file is damaged.")

    def ask_for_document(self) -> None:
        """In the background: the page says that it is on its way."""
        path = f"{self.a_case()}documents/draft/response-template/"
        fields = form_with(self.ask("GET", path, name="document").text, "csrfmiddlewaretoken")
        if fields:
            self.send(path, fields, name="document", expected=(SAVED,))

    def comment(self) -> None:
        path, words = f"{self.a_case()}comments/", self.words()
        fields = self.form(path, "text", name="comments")
        if fields:
            note = {"case": path.split("/")[2], "text": words, "person": self.who["person"], "kept": False}
            self.notes.comments.append(note)
            fields["text"] = [words]
            note["kept"] = self.send(path, fields, name="comments", expected=(SAVED,)).status_code == SAVED

    # --- saving ---------------------------------------------------------------------------------------

    def describe(self) -> None:
        """Change the title or the description; of a shared case somebody else may be doing the same."""
        name = self.draw.choice(["title", "description"])
        self._save(f"{self.a_case()}describe/what/", name, page="description")

    def answer(self) -> None:
        self._save(f"{self.a_case()}checks/{CHECK}/", "reason", page="check")

    def adopt(self) -> None:
        """Refused with 200 where something blocks it, or the case has changed since the page was opened."""
        path = f"{self.a_case()}proposal/balanced/adopt/"
        fields = self.form(path, "reason", name="adopt")
        if fields:
            fields["reason"] = ["It fits what is bought."]
            self.send(path, fields, name="adopt", expected=(SAVED, 200))

    def _save(self, path: str, name: str, *, page: str) -> None:
        fields = self.form(path, name, name=page)
        if not fields:
            return
        self.think()
        words = self.words()
        fields[name] = [words]
        if name == "reason":
            fields["considered"] = ["yes"]
        self._until_saved(path, fields, name, words, page=page)

    def _until_saved(self, path: str, fields: Fields, name: str, words: str, *, page: str) -> None:
        """Where both versions are shown, insist on ours: it must then stand on theirs."""
        for _ in range(4):
            note = {
                "case": path.split("/")[2],
                "where": WHERE[name],
                "words": words,
                "based_on": int(fields["version"][0].replace(",", "")),
                "person": self.who["person"],
                "kept": False,
            }
            self.notes.saves.append(note)
            answer = self.send(path, fields, name=page, expected=(SAVED, BOTH_VERSIONS))
            note["kept"] = answer.status_code == SAVED
            if answer.status_code != BOTH_VERSIONS:
                return
            self.notes.both += 1
            again = form_with(answer.text, "version")
            if not again or words not in (again.get(name) or [""])[0]:
                self.notes.wrong.append("The page with both versions has lost what was typed.")
                return
            fields = {key: ["mine"] if key.startswith("keep-") else value for key, value in again.items()}

    def think(self) -> None:
        """While somebody types, others save."""
        time.sleep(self.draw.uniform(0, 0.3))

    # --- a day's work ---------------------------------------------------------------------------------

    def work(self) -> None:
        """One thing after the other, as often as people do it. First everybody writes."""
        if not self.notes.saves:
            self.describe()
            return
        acts = {
            self.look_at_list: 3,
            self.look_at_case: 4,
            self.look_at_proposal: 2,
            self.look_around: 4,
            self.describe: 4,
            self.answer: 2,
            self.comment: 2,
            self.take_case_file: 1,
            self.look_elsewhere: 1,
            self.adopt: 0.3,
            self.ask_for_document: 0.3,
        }
        self.draw.choices(list(acts), list(acts.values()))[0]()
