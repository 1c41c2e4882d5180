"""Spanish words of the pages that a project declares."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "On this page": "En esta página",
    "The same as a list": "Lo mismo como lista",
    "others": "otros",
    "how firmly, and where": "con qué firmeza y dónde",
    "This text is not in your language yet.": "Este texto aún no está en su idioma.",
    "The question behind this, to narrow or to take along": (
        "La pregunta que está detrás, para acotarla o llevársela"
    ),
    "all": "todo",
    "Show": "Mostrar",
    "Show all": "Mostrar todo",
    "{n} of {all} are shown.": "Se muestran {n} de {all}.",
    "Narrowed by one thing, as pages": "Acotado por un solo criterio, como páginas",
    "In this version:": "En esta versión:",
    "to read here": "para leer aquí",
    "To send on:": "Para enviar:",
    "Where to read it": "Dónde leerlo",
}
