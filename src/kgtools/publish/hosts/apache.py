"""Apache 2.4: one .htaccess at the root of the published folder."""

from __future__ import annotations

import re
from urllib.parse import quote

from kgtools.publish.hosts.ranges import languages, media_types
from kgtools.publish.hosts.routes import NAMED, PACKED, TYPES, UTF_8, Routes
from kgtools.web.policies import DATA, ENGINE, OF_ENGINE, OF_PAGES, PAGE

_HEAD = """\
# Made by kgtools. For Apache 2.4 with mod_rewrite, mod_headers, mod_setenvif, mod_mime and mod_dir
# (mod_deflate packs where it is there), in a folder with `AllowOverride All`.
Options -Indexes -MultiViews
DirectoryIndex disabled
DirectorySlash Off
AddDefaultCharset Off
ErrorDocument 404 {prefix}/404%{{reqenv:KG_LANGUAGE}}.html
"""

_HEADERS = """
Header always set Access-Control-Allow-Origin "*"
Header set Cache-Control "no-cache"
Header set X-Content-Type-Options "nosniff"
Header set Referrer-Policy "strict-origin-when-cross-origin"
Header always set Cache-Control "no-cache" "expr=%{REQUEST_STATUS} == '303'"
Header always merge Vary "Accept, Accept-Language" "expr=%{REQUEST_STATUS} -in {'303','404','406'}"
Header merge Vary "Accept, Accept-Language" env=REDIRECT_KG_START
# What is packed has a tag of its own, which mod_deflate does not know again.
RequestHeader edit* If-None-Match '-gzip"' '"'
"""

_REWRITING = """
RewriteEngine On
RewriteOptions AllowNoSlash
RewriteBase {prefix}/

# The form that the client likes best; without any, KG_FORM stays empty.
RewriteCond %{{ENV:KG_FORMAT}} =html
RewriteRule ^ - [E=KG_FORM:%{{ENV:KG_LANGUAGE}}.html]
RewriteCond %{{ENV:KG_FORMAT}} !^(html)?$
RewriteRule ^ - [E=KG_FORM:.%{{ENV:KG_FORMAT}}]

# What is a file is served as it is, but this.
RewriteRule (^|/)\\.ht - [R=404,L]
RewriteCond %{{REQUEST_FILENAME}} -f
RewriteRule ^ - [L]

{start}
# A thing: 303 to its document.
RewriteRule ^(.*)$ - [E=KG_STEM:{newest}$1]
{elsewhere}RewriteCond %{{DOCUMENT_ROOT}}{prefix}/%{{ENV:KG_STEM}}.html !-f
RewriteRule ^ - [R=404,L]
RewriteCond %{{DOCUMENT_ROOT}}{prefix}/%{{ENV:KG_STEM}}%{{ENV:KG_FORM}} !-f
RewriteRule ^ - [R=406,L]
RewriteCond %{{ENV:KG_FORM}} =""
RewriteRule ^ - [R=406,L]
RewriteRule ^ %{{ENV:KG_STEM}}%{{ENV:KG_FORM}} [R=303,L,QSD]
"""

_START = """\
# The start page; as data, the description of the dataset.
RewriteCond %{{ENV:KG_FORMAT}} =html
RewriteRule ^$ index%{{ENV:KG_FORM}} [L,E=KG_START:1]
RewriteCond %{{ENV:KG_FORM}} !=""
RewriteRule ^$ {start}%{{ENV:KG_FORM}} [R=303,L,QSD]
RewriteRule ^$ - [R=406,L]
"""
_ABOVE = """\
# Each release has rules of its own; what names none leads to the newest.
RewriteRule ^$ {newest} [R=302,L]
RewriteCond %{{DOCUMENT_ROOT}}{prefix}/{newest}$1 -f
RewriteRule ^(.*)$ {newest}$1 [R=302,L]
"""


def htaccess(routes: Routes) -> str:
    prefix = quote(routes.prefix)
    lines = [_HEAD.format(prefix=prefix)]
    lines += ["RemoveEncoding .gz .zst"]
    lines += [f"AddType {media_type} .{suffix}" for suffix, media_type in TYPES.items()]
    textual = " ".join(f".{suffix}" for suffix, media_type in TYPES.items() if media_type in UTF_8)
    lines += [f"AddCharset utf-8 {textual}", f"RemoveCharset {_not_textual()}"]
    for name, media_type in NAMED.items():
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        pattern = re.escape(name.rpartition("/")[2])
        lines += [
            f'<FilesMatch "^{pattern}$">',
            f'  ForceType "{media_type}{charset}"',
            "</FilesMatch>",
        ]
    lines += _spoken(routes)
    lines += _policies()
    lines += ["", "# What the client likes best: of several lines that match, the last decides."]
    accepted = [*media_types(routes.formats)]
    lines += [f'SetEnvIfNoCase Accept "{p}" KG_FORMAT={value}' for p, value in reversed(accepted)]
    spoken = [*languages(routes.languages)]
    for pattern, tag in reversed(spoken):
        value = f"KG_LANGUAGE=.{tag}" if tag in routes.others else "!KG_LANGUAGE"
        lines.append(f'SetEnvIfNoCase Accept-Language "{pattern}" {value}')
    lines.append(_HEADERS)
    lines += ["<IfModule mod_deflate.c>", "<IfModule mod_filter.c>"]
    lines += [f"AddOutputFilterByType DEFLATE {' '.join(PACKED)}", "</IfModule>", "</IfModule>"]
    elsewhere = "".join(
        f'RewriteRule "^{_literal(key)}$" - "[E=KG_STEM:{_plain(routes.newest + stem)}]"\n'
        for key, stem in routes.elsewhere.items()
    )
    start = (_ABOVE if routes.newest else _START).format(
        start=routes.start, newest=routes.newest, prefix=prefix
    )
    newest = _plain(routes.newest)
    lines.append(_REWRITING.format(prefix=prefix, start=start, newest=newest, elsewhere=elsewhere))
    return "\n".join(lines)


def _spoken(routes: Routes) -> list[str]:
    """Content-Language of pages; their language is told by the suffix before the last."""
    lines = ['<FilesMatch "\\.html$">', f'  Header set Content-Language "{routes.languages[0]}"']
    lines.append("</FilesMatch>")
    for tag in routes.others:
        lines += [f'<FilesMatch "\\.{re.escape(tag)}\\.(?:html|svg|json)$">']
        lines += [f'  Header set Content-Language "{tag}"', "</FilesMatch>"]
    return lines


def _policies() -> list[str]:
    """Of several that fit a file the last decides."""
    lines = []
    for pattern, policy in (("", DATA), (OF_PAGES, PAGE), (f"^{OF_ENGINE}", ENGINE)):
        lines += [f'<FilesMatch "{pattern}">', f'  Header set Content-Security-Policy "{policy}"']
        lines.append("</FilesMatch>")
    return lines


def _not_textual() -> str:
    return " ".join(f".{suffix}" for suffix, media_type in TYPES.items() if media_type not in UTF_8)


def _literal(path: str) -> str:
    """The path as a pattern in quotes that matches nothing else."""
    return re.escape(path).replace('"', '\\"')


def _plain(path: str) -> str:
    """The path in a substitution: what Apache would expand is escaped."""
    return re.sub(r"([$%\\\"])", r"\\\1", path)
