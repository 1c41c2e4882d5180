"""What is wrong with a request, as a client reads it: RFC 9457, in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

from kgtools.errors import KgtoolsError, QueryError, SeveralErrors
from kgtools.serve.jobs import Headers, Reply

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer other than 200; `more` are members of the JSON beside title and detail."""

    def __init__(self, status: int, detail: str, headers: Headers = (), **more: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers, more

    def reply(self) -> Reply:
        return problem(self.status, self.detail, self.headers, **self.more)


def problem(status: int, detail: str, headers: Headers = (), **more: object) -> Reply:
    members = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    body = (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    about = (("Content-Type", MEDIA_TYPE), ("Cache-Control", "no-store"))
    return Reply(status, (*about, *headers), body)


def of_error(error: KgtoolsError, status: int = 400) -> Problem:
    """The error without the names of files, which are nobody's business outside."""
    if isinstance(error, SeveralErrors):
        return Problem(status, "; ".join(one.message for one in error.errors))
    hint = f"; {error.hint}" if error.hint else ""
    at = None
    place = ""
    if isinstance(error, QueryError) and error.at:
        at = error.at
        place = f"line {error.at[0]}, column {error.at[1]}: "
    detail = place + error.message + hint
    return Problem(status, detail, line=at[0], column=at[1]) if at else Problem(status, detail)


def not_acceptable(offered: Sequence[str]) -> Problem:
    types = list(dict.fromkeys(offered))
    detail = f"none of the media types that are accepted can be had; there are {', '.join(types)}"
    return Problem(406, detail, (("Vary", "Accept"),), available=types)
