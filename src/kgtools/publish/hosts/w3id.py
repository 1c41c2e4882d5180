"""w3id.org: what to submit so that the permanent IRIs lead to the published site.

There every project has a folder with an .htaccess and a README.md that says whom to ask.
"""

from __future__ import annotations

import re

from kgtools.publish.hosts.ranges import media_types_roughly
from kgtools.publish.hosts.routes import TYPES, Routes
from kgtools.web import Site

_HEAD = """\
# {root} leads to {public}
Options -MultiViews
Header always set Access-Control-Allow-Origin "*"
Header always merge Vary "Accept" "expr=%{{REQUEST_STATUS}} -in {{'303','406'}}"
RewriteEngine on

# Files, which their suffix tells, and the start page are where they are.
RewriteRule ^$ {target} [R=302,L]
RewriteRule ^((?:.*/)?\\.well-known/.*)$ {target}$1 [R=302,L]
RewriteRule ^(.*\\.(?:{suffixes}))$ {target}$1 [R=302,L]
{elsewhere}
# Things lead to their document in the form that is asked for.
"""


def w3id_htaccess(routes: Routes) -> str:
    """Every rule is of its own, as reviewers there like it; languages are left to the site."""
    target = re.sub(r"([$%])", r"\\\1", routes.public)
    suffixes = "|".join(re.escape(suffix) for suffix in TYPES)
    patterns = list(media_types_roughly(routes.formats))
    moved = []
    for key, stem in routes.elsewhere.items():
        for pattern, value in patterns:
            moved += [f'RewriteCond %{{HTTP_ACCEPT}} "{pattern}" [NC]']
            told = re.sub(r"([$%\\\"])", r"\\\1", f"{routes.public}{stem}.{value}")
            literal = re.escape(key).replace('"', '\\"')
            moved += [f'RewriteRule "^{literal}$" "{told}" [R=303,L,QSD]']
    elsewhere = "\n# Things whose document is called otherwise.\n" if moved else ""
    elsewhere += "".join(f"{line}\n" for line in moved)
    lines = [
        _HEAD.format(
            root=routes.root,
            public=routes.public,
            target=target,
            suffixes=suffixes,
            elsewhere=elsewhere,
        ).rstrip("\n")
    ]
    for pattern, value in patterns:
        lines += [f'RewriteCond %{{HTTP_ACCEPT}} "{pattern}" [NC]']
        lines += [f"RewriteRule ^(.+)$ {target}$1.{value} [R=303,L,QSD]"]
    lines += ["RewriteRule ^ - [R=406,L]"]
    return "\n".join(lines) + "\n"


def w3id_readme(site: Site, public: str) -> str:
    project = site.project
    told = project.config.dataset.contact
    lines = [
        f"# {project.text(project.title, 'en')}",
        "",
        f"`{site.facts.root}` names the things of this dataset and leads to <{public}>.",
        "",
        "## Contact",
        "",
    ]
    if told is not None:
        ways = [way for way in (told.email, told.page.value if told.page else None) if way]
        lines.append(f"- {told.name}: {', '.join(ways)}")
    else:
        lines.append("- (say here who answers for these redirects, with their GitHub name)")
    return "\n".join(lines) + "\n"
