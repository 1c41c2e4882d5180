"""Pages and representations of a project's resources: the same bytes live and published.

`Site.page` gives what stands at a path, `Site.paths` all paths there are, and `Site.respond`
answers HTTP requests with them: 303 from a thing to its document, negotiation, conditional
requests, errors that help.
"""

from __future__ import annotations

from kgtools.web.asking import Ask, Run
from kgtools.web.http import PageRequest, PageResponse, Rendered
from kgtools.web.site import Site

__all__ = ["Ask", "PageRequest", "PageResponse", "Rendered", "Run", "Site"]
