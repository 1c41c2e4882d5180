"""nginx: one file to include in `http { }`, one in `server { }`."""

from __future__ import annotations

import re
from urllib.parse import quote

from kgtools.publish.hosts.ranges import languages, media_types
from kgtools.publish.hosts.routes import NAMED, PACKED, TYPES, UTF_8, Routes
from kgtools.web.policies import DATA, ENGINE, OF_ENGINE, OF_PAGES, PAGE

_SERVER = """\
# Made by kgtools. Include this in server {{ }}, beside a `root` under which the published folder
# stands at {prefix}/; nginx-http.conf goes into http {{ }}.
charset utf-8;
charset_types {charset_types};
default_type application/octet-stream;
types {{
{types}
}}
absolute_redirect off;
add_header Access-Control-Allow-Origin "*" always;
add_header Cache-Control "no-cache";
add_header X-Content-Type-Options "nosniff";
add_header Referrer-Policy "strict-origin-when-cross-origin";
add_header Content-Security-Policy $kg_policy;
add_header Content-Language $kg_content_language;
add_header Vary $kg_vary always;
gzip on;
gzip_vary on;
gzip_proxied any;
gzip_types {gzip_types};
error_page 404 {prefix}/404$kg_tag.html;

location = {prefix}/ {{
  if ($kg_format = "") {{ return 406; }}
  if ($kg_format != html) {{ return 303 {prefix}/{start}.$kg_format; }}
  rewrite ^ {prefix}/index$kg_tag.html last;
}}
{named}location ~ /\\.ht {{ return 404; }}
location {prefix}/ {{
  try_files $uri @kg_thing;
}}
location @kg_thing {{
  if (!-f $document_root$kg_stem.html) {{ return 404; }}
  if ($kg_format = "") {{ return 406; }}
  if (!-f $document_root$kg_stem$kg_suffix) {{ return 406; }}
  return 303 $kg_place$kg_suffix;
}}
"""


def nginx_http(routes: Routes) -> str:
    lines = [
        "# Made by kgtools. Include this in http { }, and nginx-server.conf in server { }.",
        "map_hash_bucket_size 256;",
        "# What the client likes best: of several lines that match, the first decides.",
        "map $http_accept $kg_format {",
        '  default "";',
        f'  "" {routes.formats[0][1]};',
        *(f'  "~*{pattern}" {value};' for pattern, value in media_types(routes.formats)),
        "}",
        "map $http_accept_language $kg_tag {",
        '  default "";',
    ]
    for pattern, tag in languages(routes.languages):
        value = f'".{tag}"' if tag in routes.others else '""'
        lines.append(f'  "~*{pattern}" {value};')
    lines += ["}", "map $kg_format $kg_suffix {", "  html $kg_tag.html;"]
    lines += ["  default .$kg_format;", "}"]
    lines += ["map $uri $kg_content_language {"]
    for tag in routes.others:
        lines.append(f'  "~\\.{re.escape(tag)}\\.(?:html|svg|json)$" {tag};')
    lines += [f'  "~\\.html$" {routes.languages[0]};', '  default "";', "}"]
    lines += [
        "map $uri $kg_policy {",
        f'  "~/{OF_ENGINE}" "{ENGINE}";',
        f'  "~{OF_PAGES}" "{PAGE}";',
    ]
    lines += [f'  default "{DATA}";', "}"]
    start = re.escape(f"{routes.prefix}/")
    lines += [
        'map "$status $request_uri" $kg_vary {',
        '  "~^(?:303|404|406) " "Accept, Accept-Language";',
        f'  "~^200 {start}(?:\\?|$)" "Accept, Accept-Language";',
        '  default "";',
        "}",
        "# The path as it was asked for, percent-encoded, with one slash before it.",
        "map $request_uri $kg_raw {",
        '  "~^/+(?<kg_path>[^?]*)" /$kg_path;',
        "  default /;",
        "}",
        "# Things whose documents are called otherwise: as files, and as addresses.",
        "map $uri $kg_stem {",
        "  default $uri;",
        *(_entry(routes, key, f"{routes.prefix}/{stem}") for key, stem in _sorted(routes)),
        "}",
        "map $uri $kg_place {",
        "  default $kg_raw;",
        *(_entry(routes, key, quote(f"{routes.prefix}/{stem}")) for key, stem in _sorted(routes)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def nginx_server(routes: Routes) -> str:
    types = "\n".join(f"  {media_type} {name};" for media_type, name in _suffixes().items())
    named = ""
    for name, media_type in NAMED.items():
        whole = "/" in name
        where = f"= {routes.prefix}/{name}" if whole else f"~ /{re.escape(name)}$"
        named += f"location {where} {{ types {{ }} default_type {media_type}; }}\n"
    return _SERVER.format(
        prefix=routes.prefix,
        start=quote(routes.start),
        types=types,
        named=named,
        charset_types=" ".join(sorted({*UTF_8} - {"text/html"})),
        gzip_types=" ".join(sorted({*PACKED} - {"text/html"})),
    )


def _suffixes() -> dict[str, str]:
    found: dict[str, str] = {}
    for suffix, media_type in TYPES.items():
        found[media_type] = f"{found[media_type]} {suffix}" if media_type in found else suffix
    return found


def _sorted(routes: Routes) -> list[tuple[str, str]]:
    return sorted(routes.elsewhere.items())


def _entry(routes: Routes, key: str, value: str) -> str:
    """One line of a map for exactly this path."""
    path = re.sub(r"([\"\\])", r"\\\1", f"{routes.prefix}/{key}")
    told = re.sub(r"([\"\\])", r"\\\1", value)
    return f'  "{path}" "{told}";'
