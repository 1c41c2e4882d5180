"""The words of downloads, briefings, releases and publishing in Spanish."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    # downloads
    "Downloads": "Descargas",
    "Files": "Archivos",
    "File": "Archivo",
    "Format": "Formato",
    "Size": "Tamaño",
    "The whole dataset": "Todo el conjunto de datos",
    "The whole dataset and each of its graphs, in every format. Literals stand in them as they "
    "were written.": "Todo el conjunto de datos y cada uno de sus grafos, en todos los formatos. "
    "Los literales están como se escribieron.",
    "Checking them": "Comprobarlos",
    "All checksums are in one file; beside the files, this compares them:": "Todas las sumas de "
    "verificación están en un archivo; junto a los archivos, esto las compara:",
    "the JSON-LD context": "el contexto de JSON-LD",
    # briefings
    "Briefings": "Informes",
    "What the graph has on one topic, each sentence with who says it, how firmly and where, as a "
    "document to send on.": "Lo que el grafo tiene sobre un tema, cada frase con quién lo dice, "
    "con qué firmeza y dónde, como documento para enviar.",
    "The whole": "El conjunto",
    "What there is on it, to send on:": "Lo que hay sobre esto, para enviar:",
    # releases
    "Releases": "Versiones",
    "This is version {version}.": "Esta es la versión {version}.",
    "Earlier versions": "Versiones anteriores",
    "What changed since {version}": "Qué cambió desde {version}",
    "In the graph's own terms; the words on what a change means are in English.": "En los "
    "términos del propio grafo; lo que significa un cambio está en inglés.",
    "Nothing changed.": "Nada cambió.",
    "The changes as files:": "Los cambios como archivos:",
    "It stands in version {version}.": "Está en la versión {version}.",
    "The newest version": "La versión más reciente",
    # the verb
    "writing downloads": "escribiendo descargas",
    "rendering": "dibujando páginas",
    "checking links": "comprobando enlaces",
    "{folder}: {files} files, {size} MB, {written} of them new or changed": "{folder}: {files} "
    "archivos, {size} MB, {written} de ellos nuevos o cambiados",
}
