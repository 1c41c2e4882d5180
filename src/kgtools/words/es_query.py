"""The words of the query page in Spanish; the key is the English text."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Choose one to start from it": "Elija una como punto de partida",
    "Prefixes": "Prefijos",
    "Asking …": "Preguntando …",
    "Fetching the dataset and an engine for it …": (
        "Descargando el conjunto de datos y un motor para él …"
    ),
    "The same from a command line": "Lo mismo desde una línea de órdenes",
    "This is a copy without a server: the answer below has the values that the question comes "
    "with.": (
        "Esta es una copia sin servidor: la respuesta de abajo tiene los valores con que viene la "
        "pregunta."
    ),
    "With others, your browser answers.": "Con otros, responde su navegador.",
    "This value does not fit here.": "Este valor no sirve aquí.",
    "Stop": "Detener",
    "The query was stopped.": "La consulta se detuvo.",
    "The engine could not be started.": "No se pudo iniciar el motor.",
    "No server answers here: your browser does, over the published dataset, which it fetches when "
    "you first ask.": (
        "Aquí no responde ningún servidor: responde su navegador, sobre el conjunto de datos "
        "publicado, que descarga cuando usted pregunta por primera vez."
    ),
    "That needs JavaScript. Without it, take the dataset along and ask it in any SPARQL engine, or "
    "see the prepared questions with their answers.": (
        "Para eso hace falta JavaScript. Sin él, descargue el conjunto de datos y consúltelo en "
        "cualquier motor SPARQL, o vea las preguntas preparadas con sus respuestas."
    ),
}
