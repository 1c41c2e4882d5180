"""The address of a SPARQL endpoint, and who asks: neither may show a password."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from kgtools.errors import EngineError

USER, PASSWORD, TOKEN = (f"KGTOOLS_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN"))
HOW_TO_LOG_IN = f"set {USER} and {PASSWORD}, or {TOKEN}, or add the host to .netrc"


@dataclass(frozen=True)
class Endpoint:
    """`url` is without the query part, which may hold a key and is kept in `extra`."""

    url: str
    extra: tuple[tuple[str, str], ...]
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def logs_in(self) -> bool:
        return bool(self.user or self.token)

    def without_secrets(self, text: str) -> str:
        """The text as it may be shown, should a server repeat what it was sent."""
        basic = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        keys = [value for _, value in self.extra if len(value) > 5]
        secrets = [self.password, self.token, basic if self.user else None, *keys]
        for secret in sorted(filter(None, secrets), key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


def open_endpoint(url: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint at an http(s) URL; user and password, or a token, from the environment.

    What is not in the environment is looked up in the netrc file, by host. Raises EngineError for
    what is no such URL and for one that holds a user or a password; the line does not show it.
    """
    if "@" in url:
        message = "an endpoint's URL must not hold a user or password (what stands before @)"
        raise EngineError(message, hint=f"{HOW_TO_LOG_IN}; an @ of its path is written %40")
    try:
        url.encode()
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        if host and not host.isascii():
            host = host.encode("idna").decode()
    except ValueError:
        host = port = None
    well_formed = (
        host and parts.scheme in ("http", "https") and not re.search(r"[\s\x00-\x20]", url)
    )
    if not host or not well_formed:
        raise EngineError(
            f"the endpoint {url.partition('?')[0]!r} is not an http or https URL",
            hint="write it as http://localhost:3030/dataset/sparql",
        )
    place = f"[{host}]" if ":" in host else host
    netloc = place if port is None else f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:;=,~!$&'()*+")
    extra = parse_qsl(parts.query, keep_blank_values=True)
    user, password, token = _credentials(host, environment)
    address = urlunsplit((parts.scheme, netloc, path, "", ""))
    return Endpoint(address, tuple(extra), user, password, token)


def _credentials(
    host: str, environment: Mapping[str, str]
) -> tuple[str | None, str | None, str | None]:
    user, password, token = (environment.get(name) or None for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise EngineError(f"{TOKEN} is set and so is {USER} or {PASSWORD}", hint="unset one")
    if bool(user) != bool(password):
        there, lacking = (USER, PASSWORD) if user else (PASSWORD, USER)
        raise EngineError(f"{there} is set but {lacking} is not", hint="set both")
    if any(re.search(r"[\x00-\x1f\x7f]", value) for value in (user, password, token) if value):
        raise EngineError("the user, password or token for the endpoint holds a control character")
    if token and not token.isascii():
        raise EngineError(f"{TOKEN} holds a character that no header may hold")
    if user or token:
        return user, password, token
    return *_from_netrc(host, environment), None


def _from_netrc(host: str, environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    import netrc
    from pathlib import Path

    file = Path(environment.get("NETRC") or Path(environment.get("HOME") or "~") / ".netrc")
    try:
        found = netrc.netrc(str(file.expanduser())).hosts.get(host)
    except (FileNotFoundError, NotADirectoryError, RuntimeError):
        return None, None
    except (netrc.NetrcParseError, OSError, UnicodeError) as error:
        reason = getattr(error, "msg", None) or type(error).__name__  # never a line of the file
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        raise EngineError(f"the netrc file cannot be read{where}: {_kind(reason)}") from None
    return (found[0] or None, found[2] or None) if found else (None, None)


def _kind(reason: str) -> str:
    """The reason without the words of the file that Python quotes in it."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "…", reason)
