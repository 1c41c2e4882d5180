"""Español: las palabras de `serve`."""

from __future__ import annotations

WORDS = {
    "port {port} is taken; this is the next that is free": (
        "el puerto {port} está ocupado; este es el siguiente libre"
    ),
    "{title}: {url}": "{title}: {url}",
    "SPARQL: {url}sparql": "SPARQL: {url}sparql",
    "queries: {url}api/queries": "consultas: {url}api/queries",
    "end with Ctrl-C": "se termina con Ctrl-C",
}
