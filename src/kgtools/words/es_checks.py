"""What the checks of graphs and of languages say, in Spanish."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "the triple stands in two graphs, {one} and {other}": (
        "la tripleta está en dos grafos, {one} y {other}"
    ),
    "leave it in one of them": "déjela en uno de ellos",
    "it stands in the graph {graph}, its subject in {home}": (
        "está en el grafo {graph}, su sujeto en {home}"
    ),
    "the edge stands in the graph {graph}, its statement in {home}": (
        "la arista está en el grafo {graph}, su enunciado en {home}"
    ),
    "the selector stands in the graph {graph}, its passage in {home}": (
        "el selector está en el grafo {graph}, su pasaje en {home}"
    ),
    "the claim stands in the graph {graph}, what it rests on in {home}": (
        "la afirmación está en el grafo {graph}, aquello en que se apoya en {home}"
    ),
    "move it there": "pásela allí",
    "the statement stands in the graph {graph}, who states it in {home}": (
        "el enunciado está en el grafo {graph}, quien lo enuncia en {home}"
    ),
    "put edge, statement and who states it in one graph": (
        "ponga arista, enunciado y quien lo enuncia en un mismo grafo"
    ),
    "claims and editorial assertions both stand in the graph {graph}": (
        "en el grafo {graph} hay a la vez afirmaciones y aserciones editoriales"
    ),
    "give each a graph of its own": "dé a cada clase un grafo propio",
    "tagged {tag}, it reads like {other}": "lleva la etiqueta {tag}, pero parece {other}",
    "translate it, or correct the language": "tradúzcalo o corrija el idioma",
}
