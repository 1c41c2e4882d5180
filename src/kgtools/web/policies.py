"""What a browser lets a response of the site do (Content Security Policy Level 3).

Pages bring their own scripts and styles and nothing else. Only the page that asks Oxigraph in the
browser, and the worker in which that runs, may compile WebAssembly.
"""

from __future__ import annotations

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ENGINE = PAGE.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
DATA = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # SVG has style

# The files that ENGINE is for, by the end of their path.
OF_ENGINE = r"(?:sparql(?:\.[A-Za-z0-9-]+)?\.html|engine\.js)$"
OF_PAGES = r"\.(?:html|js)$"
