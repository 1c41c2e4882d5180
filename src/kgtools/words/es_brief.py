"""The words of briefings and of how claims are voiced, in Spanish."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "nobody named": "nadie nombrado",
    "and": "y",
    # before the findings
    "Briefing: {topic}": "Informe: {topic}",
    "What this is: what {source} claims about “{topic}”, put in the curators' own words. It is "
    "not established fact, and this briefing takes no side.": (
        "De qué se trata: lo que afirma {source} sobre «{topic}», en palabras propias de los "
        "editores. No son hechos establecidos, y este informe no toma partido."
    ),
    "What this is: what the curators say about “{topic}” on their own account, with the claims of "
    "{source} that it bears on. No claim speaks of it.": (
        "De qué se trata: lo que los editores dicen sobre «{topic}» por cuenta propia, con las "
        "afirmaciones de {source} a las que atañe. Ninguna afirmación trata de ello."
    ),
    "What this is: what {source} claims, put in the curators' own words. It is not established "
    "fact, and this briefing takes no side.": (
        "De qué se trata: lo que afirma {source}, en palabras propias de los editores. No son "
        "hechos establecidos, y este informe no toma partido."
    ),
    "the source": "la fuente",
    "Kind": "Clase",
    "This briefing cites {n} of the {all} claims of the dataset.": (
        "Este informe cita {n} de las {all} afirmaciones del conjunto de datos."
    ),
    "For all that is said about one thing: kgtools brief NAME.": (
        "Para todo lo que se dice de una sola cosa: kgtools brief NOMBRE."
    ),
    "Voices": "Voces",
    "How firmly they speak": "Con qué firmeza hablan",
    "In round brackets after each finding: who says it and how firmly. In square brackets: the "
    "note that says where.": (
        "Tras cada hallazgo, entre paréntesis: quién lo dice y con qué firmeza. Entre corchetes: "
        "la nota que indica dónde."
    ),
    # findings
    "At a glance": "En síntesis",
    "What else is said": "Qué más se dice",
    "What follows is not said in the source: the curators assert it on their own account, each "
    "time with the reason.": (
        "Lo que sigue no lo dice la fuente: lo aseveran los editores por su cuenta, cada vez con "
        "la razón."
    ),
    "What the curators add": "Lo que añaden los editores",
    "How they read the source": "Cómo leen la fuente",
    "Reason": "Razón",
    # notes and data
    "Notes: the claims and where they stand": "Notas: las afirmaciones y dónde están",
    "Notes: what the curators add": "Notas: lo que añaden los editores",
    "Notes: public record": "Notas: registros públicos",
    "The data behind this briefing": "Los datos de este informe",
    "How to cite": "Cómo citar",
    "The source": "La fuente",
    "Licence of the data and of this briefing": "Licencia de los datos y de este informe",
    "version {version}": "versión {version}",
    "Dataset": "Conjunto de datos",
    "Checksums of its files (SHA-256)": "Sumas de comprobación de sus archivos (SHA-256)",
    "Digest of the dataset (SHA-256, RDFC-1.0)": "Huella del conjunto de datos (SHA-256, RDFC-1.0)",
    "To make it again": "Para volver a generarlo",
    # dates
    "{day} {month} {year}": "{day} de {month} de {year}",
    "{month} {year}": "{month} de {year}",
    "January": "enero",
    "February": "febrero",
    "March": "marzo",
    "April": "abril",
    "May": "mayo",
    "June": "junio",
    "July": "julio",
    "August": "agosto",
    "September": "septiembre",
    "October": "octubre",
    "November": "noviembre",
    "December": "diciembre",
}
