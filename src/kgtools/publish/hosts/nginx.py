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

{starts}{named}location ~ /\\.ht {{ return 404; }}
location {prefix}/ {{
  try_files $uri @kg_thing;
}}
location @kg_thing {{
{moved}  if (!-f $document_root$kg_stem.html) {{ return 404; }}
  if ($kg_format = "") {{ return 406; }}
  if (!-f $document_root$kg_stem$kg_suffix) {{ return 406; }}
  return 303 $kg_place$kg_suffix;
}}
"""
_START = """\
location = {folder} {{
  if ($kg_format = "") {{ return 406; }}
  if ($kg_format != html) {{ return 303 {folder}{start}.$kg_format; }}
  rewrite ^ {folder}index$kg_tag.html last;
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
        *(_entry(key, stem) for key, stem in _elsewhere(routes)),
        *_newest(routes, "kg_rest", "$uri"),
        "}",
        "map $uri $kg_place {",
        "  default $kg_raw;",
        *(_entry(key, quote(stem)) for key, stem in _elsewhere(routes)),
        *(['  "~^" $kg_newest;'] if routes.newest else []),
        "}",
    ]
    if routes.newest:
        lines += ["map $kg_raw $kg_newest {", "  default $kg_raw;"]
        lines += [*_newest(routes, "kg_raw_rest", "$kg_raw"), "}"]
    return "\n".join(lines) + "\n"


def _newest(routes: Routes, rest: str, same: str) -> list[str]:
    """What names no release is looked for in the newest; nothing where there are none."""
    if not routes.newest:
        return []
    start = re.escape(quote(routes.prefix) if same == "$kg_raw" else routes.prefix)
    named = "|".join(map(re.escape, routes.releases))
    return [
        f'  "~^{start}/(?:{named})/" {same};',
        f'  "~^{start}/(?<{rest}>.*)$" "{routes.prefix}/{routes.newest}${rest}";',
    ]


def nginx_server(routes: Routes) -> str:
    types = "\n".join(f"  {media_type} {name};" for media_type, name in _suffixes().items())
    named = ""
    for name, media_type in NAMED.items():
        whole = "/" in name
        where = f"= {routes.prefix}/{name}" if whole else f"~ /{re.escape(name)}$"
        named += f"location {where} {{ types {{ }} default_type {media_type}; }}\n"
    folders = [f"{routes.prefix}/{f}/" for f in routes.releases] or [f"{routes.prefix}/"]
    starts = "".join(_START.format(folder=f, start=quote(routes.start)) for f in folders)
    moved = ""
    if routes.newest:
        lead = f"location = {routes.prefix}/ {{ return 302 {routes.prefix}/{routes.newest}; }}\n"
        starts = lead + starts
        moved = "  if (-f $document_root$kg_stem) { return 302 $kg_place; }\n"
    return _SERVER.format(
        prefix=routes.prefix,
        starts=starts,
        moved=moved,
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


def _elsewhere(routes: Routes) -> list[tuple[str, str]]:
    """From what path to which, each with its prefix; for a newest release, also without it."""
    found = []
    for key, stem in sorted(routes.elsewhere.items()):
        target = f"{routes.prefix}/{routes.newest}{stem}"
        found += [(f"{routes.prefix}/{key}", target)]
        found += [(f"{routes.prefix}/{f}{key}", target) for f in [routes.newest] if f]
    return found


def _entry(key: str, value: str) -> str:
    """One line of a map for exactly this path."""
    path = re.sub(r"([\"\\])", r"\\\1", key)
    told = re.sub(r"([\"\\])", r"\\\1", value)
    return f'  "{path}" "{told}";'
