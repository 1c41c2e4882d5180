"""Rules with which a static host answers for the published folder as docs/hosts.md promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgtools.publish.hosts.apache import htaccess
from kgtools.publish.hosts.nginx import nginx_http, nginx_server
from kgtools.publish.hosts.routes import Routes
from kgtools.publish.hosts.w3id import w3id_htaccess, w3id_readme
from kgtools.web import Site

HOSTS = "hosts"


def rules(site: Site) -> dict[str, str]:
    """The files by their path in the published folder: for Apache, nginx and w3id.org.

    Those for w3id are there where the IRIs begin with something else than the site's address.
    """
    return _files(Routes.of(site), site)


def rules_above(site: Site, releases: Sequence[str], prefix: str, public: str) -> dict[str, str]:
    """Those of the folder above, where the releases stand: what names none leads to the newest.

    `site` is the newest release, `releases` are the folders in which that and the older ones stand.
    """
    return _files(Routes.of(site).above((*releases,), prefix, public), site)


def _files(routes: Routes, site: Site) -> dict[str, str]:
    found = {
        ".htaccess": htaccess(routes),
        f"{HOSTS}/nginx-http.conf": nginx_http(routes),
        f"{HOSTS}/nginx-server.conf": nginx_server(routes),
    }
    if routes.public != routes.root:
        newest = replace(routes, public=routes.public + routes.newest)
        found[f"{HOSTS}/w3id/htaccess"] = w3id_htaccess(newest)
        found[f"{HOSTS}/w3id/README.md"] = w3id_readme(site, newest.public)
    return found


__all__ = ["HOSTS", "Routes", "rules", "rules_above"]
