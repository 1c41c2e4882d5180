"""Rules with which a static host answers for the published folder as docs/hosts.md promises."""

from __future__ import annotations

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
    routes = Routes.of(site)
    found = {
        ".htaccess": htaccess(routes),
        f"{HOSTS}/nginx-http.conf": nginx_http(routes),
        f"{HOSTS}/nginx-server.conf": nginx_server(routes),
    }
    if site.public != site.facts.root:
        found[f"{HOSTS}/w3id/htaccess"] = w3id_htaccess(routes)
        found[f"{HOSTS}/w3id/README.md"] = w3id_readme(site)
    return found


__all__ = ["HOSTS", "Routes", "rules"]
