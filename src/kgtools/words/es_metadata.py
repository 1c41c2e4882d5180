"""Español: las palabras de la descripción del conjunto de datos."""

from __future__ import annotations

WORDS = {
    "All graphs of the dataset in {form}.": "Todos los grafos del conjunto de datos en {form}.",
    "The graph {name} in {form}.": "El grafo {name} en {form}.",
    "The named graph {name} of “{title}”: {n} triples.": (
        "El grafo con nombre {name} de «{title}»: {n} tripletas."
    ),
    # the page of the dataset
    "term": "término",
    "Time that it covers: {start} to {end}": "Tiempo que abarca: de {start} a {end}",
    "The whole dataset and each of its graphs": "El conjunto de datos entero y cada grafo",
    "Bytes": "Bytes",
    "Graphs": "Grafos",
    "What it leads to": "A dónde lleva",
    "Links to other datasets": "Enlaces a otros conjuntos de datos",
    "link": "enlace",
    "to": "a",
    "Catalogue and services": "Catálogo y servicios",
    "Changes": "Cambios",
    "classes": "clases",
    "properties": "propiedades",
    "distinct subjects": "sujetos distintos",
    "distinct objects": "objetos distintos",
    "vocabulary": "vocabulario",
    "theme": "tema",
    "contact": "contacto",
    "file": "archivo",
    "has the version": "tiene la versión",
    "present version": "versión actual",
    "version of": "versión de",
    "version before": "versión anterior",
    "covers the place": "abarca el lugar",
    "follows": "sigue",
    "access": "acceso",
    "how often it changes": "con qué frecuencia cambia",
    # the description
    "SPARQL endpoint": "Punto de consulta SPARQL",
    "Prepared queries over HTTP": "Consultas preparadas por HTTP",
}
