"""The words of the tool in Spanish; the key is the English text."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    # results
    "no rows": "sin filas",
    "{n} row without columns": "{n} fila sin columnas",
    "{n} rows without columns": "{n} filas sin columnas",
    "… and {n} more row": "… y {n} fila más",
    "… and {n} more rows": "… y {n} filas más",
    "explain {node}: kgtools explain {name}": "explicar {node}: kgtools explain {name}",
    # queries
    "any": "cualquiera",
    "{type}, default: {default}": "{type}, por omisión: {default}",
    "may be repeated": "puede repetirse",
    "one of: {values}": "uno de: {values}",
    "… and {n} more: {command}": "… y {n} más: {command}",
    "and the options of kgtools query --help": "y las opciones de kgtools query --help",
    "this project has no prepared queries": "este proyecto no tiene consultas preparadas",
    # explanations
    "is a": "es",
    "note": "nota",
    "What is said": "Lo que se dice",
    "What the curators add (not said in the source)": (
        "Lo que añaden los editores (no lo dice la fuente)"
    ),
    "What the graph holds": "Lo que contiene el grafo",
    "Instances": "Instancias",
    "Notes": "Notas",
    "said by": "lo dice",
    "premise": "premisa",
    "follows by rule": "se sigue por la regla",
    "Follows by rule": "Se sigue por la regla",
    "asserted in the graph": "aseverado en el grafo",
    "added by the curators": "añadido por los editores",
    "What follows by rules (derived, not asserted)": (
        "Lo que se sigue por reglas (derivado, no aseverado)"
    ),
    "derived, not asserted: perhaps nobody says it as a whole": (
        "derivado, no aseverado: quizá nadie lo diga en su conjunto"
    ),
    "asserted without a statement of its own": "aseverado sin un enunciado propio",
    "… and {n} more ways to it": "… y {n} vías más hacia ello",
    "how firmly": "con qué firmeza",
    "negated": "negado",
    "where": "dónde",
    "with": "junto con",
    "states": "enuncia",
    "reason": "razón",
    "paragraph {n}": "párrafo {n}",
    "sentence {n}": "oración {n}",
    "code points {start} to {end}": "puntos de código {start} a {end}",
    "… and {n} more": "… y {n} más",
    "or": "o",
    "claims are not shown: no role claim, content or states is mapped": (
        "no se muestran afirmaciones: no hay rol claim, content ni states"
    ),
    "no claim and no editorial assertion speaks of it": (
        "ninguna afirmación ni aserción editorial habla de ello"
    ),
    "{role} is not shown: the role is not mapped": (
        "no se muestra {role}: el rol no está asignado"
    ),
    # reports
    "violation": "infracción",
    "warning": "advertencia",
    "info": "aviso",
    "violations": "infracciones",
    "warnings": "advertencias",
    "infos": "avisos",
    "no findings": "sin hallazgos",
    "read: {triples} triples in {files} files": ("leído: {triples} tripletas en {files} archivos"),
    "passages: not checked, no source text ({ways})": (
        "pasajes: sin comprobar, falta el texto fuente ({ways})"
    ),
    "set {env} or give --source FILE": "defina {env} o dé --source ARCHIVO",
    "give --source FILE": "dé --source ARCHIVO",
    "shapes: none in this project": "formas: ninguna en este proyecto",
    "shapes: {n} node shapes checked on {triples} triples": (
        "formas: {n} formas de nodo comprobadas en {triples} tripletas"
    ),
    # answers
    "answers: no prepared queries in this project": (
        "respuestas: este proyecto no tiene consultas preparadas"
    ),
    "answers: {compared} of {queries} queries compared, {rows} expected rows": (
        "respuestas: {compared} de {queries} consultas comparadas, {rows} filas esperadas"
    ),
    "query {slug}: {what}": "consulta {slug}: {what}",
    "query {slug} has no expected rows": "la consulta {slug} no tiene filas esperadas",
    "write them to {slug}.csv (a graph to {slug}.ttl)": (
        "escríbalas en {slug}.csv (un grafo en {slug}.ttl)"
    ),
    "correct the row, or the data": "corrija la fila o los datos",
    "the expected rows are not UTF-8 text": "las filas esperadas no son texto UTF-8",
    "the expected rows are not CSV: {why}": "las filas esperadas no son CSV: {why}",
    "save them as CSV in UTF-8": "guárdelas como CSV en UTF-8",
    "the columns differ: expected {want}, got {have}": (
        "las columnas difieren: se esperaba {want}, hay {have}"
    ),
    "row {row} is missing: {cells}": "falta la fila {row}: {cells}",
    "all rows are there, in another order: row {row} comes as row {here}": (
        "están todas las filas, en otro orden: la fila {row} viene como fila {here}"
    ),
    "put them in order": "póngalas en orden",
    "row {row} is not expected: {cells}": "no se esperaba la fila {row}: {cells}",
    "row {row} repeats row {first}: {cells}": "la fila {row} repite la fila {first}: {cells}",
    "row {row}: expected {want} cells, there are {have} columns": (
        "fila {row}: se esperaban {want} celdas, hay {have} columnas"
    ),
    "row {row}, {cells}": "fila {row}, {cells}",
    "{column}: expected {want}, got {have}": "{column}: se esperaba {want}, hay {have}",
    "nothing": "nada",
    # passages
    "passages: not checked, no role passage or passage-class is mapped": (
        "pasajes: sin comprobar, no hay rol passage ni passage-class"
    ),
    "passages: none of {n} found in the text": "pasajes: ninguno de {n} hallado en el texto",
    "passages: {n} checked, {coverage}": "pasajes: {n} comprobados, {coverage}",
    "{covered} of {n} sentences covered": "{covered} de {n} oraciones cubiertas",
    "{n} structuring": "{n} estructurantes",
    "{n} uncovered": "{n} sin cubrir",
    "section": "sección",
    "sentences": "oraciones",
    "covered": "cubiertas",
    "structuring": "estructurantes",
    "uncovered": "sin cubrir",
    "before the first passage": "antes del primer pasaje",
    "sentences that only order the text": "oraciones que solo ordenan el texto",
    "no reason stated": "sin razón indicada",
    "this is not the text that the passages were measured on ({source})": (
        "no es el texto sobre el que se midieron los pasajes ({source})"
    ),
    "its SHA-256 is {actual}, expected {stated}": ("su SHA-256 es {actual}, se esperaba {stated}"),
    "the first difference is {where}": "la primera diferencia está {where}",
    "in sentence {where}": "en la oración {where}",
    "that it ends too early": "en que termina antes",
    "between code points {start} and {end}": "entre los puntos de código {start} y {end}",
    "at its beginning": "al principio",
    "outside the passages, or after code point {reached} of {n}": (
        "fuera de los pasajes, o después del punto de código {reached} de {n}"
    ),
    "it begins with a byte order mark: remove it": (
        "empieza con una marca de orden de bytes: quítela"
    ),
    "its lines end in CR: convert them to LF": "sus líneas terminan en CR: conviértalas a LF",
    "its characters are decomposed: normalise them to NFC": (
        "sus caracteres están descompuestos: normalícelos a NFC"
    ),
    "take the text as it was measured; if it is a new edition, measure the passages again "
    "and set sources.{source}.sha256 in kgtools.toml": (
        "use el texto tal como se midió; si es una edición nueva, mida de nuevo los pasajes "
        "y ponga sources.{source}.sha256 en kgtools.toml"
    ),
    "sentence {where}: no claim stands on it": (
        "oración {where}: ninguna afirmación se apoya en ella"
    ),
    "give a claim this passage, or make it a passage that only orders the text": (
        "dé este pasaje a una afirmación, o hágalo un pasaje que solo ordena el texto"
    ),
    "no start and end in whole numbers": "sin inicio y fin en números enteros",
    "{start} to {end} is not a span of this text of {n} code points": (
        "{start} a {end} no es un tramo de este texto de {n} puntos de código"
    ),
    "code points {start} to {end} (line {line} of the text) have another digest: {actual}, "
    "stated {stated}": (
        "los puntos de código {start} a {end} (línea {line} del texto) tienen otra huella: "
        "{actual}, se indica {stated}"
    ),
    "says paragraph and sentence {stated}, but starts in {actual}": (
        "dice párrafo y oración {stated}, pero empieza en {actual}"
    ),
    "the same span as {other}": "el mismo tramo que {other}",
    "use one passage": "use un solo pasaje",
    "correct where the passage starts and ends, or its digest": (
        "corrija dónde empieza y termina el pasaje, o su huella"
    ),
    "correct its numbers, or where it starts": "corrija sus números, o dónde empieza",
    # what is declared
    "the graph knows no {term}, so the role {role} finds nothing": (
        "el grafo no conoce {term}, así que el rol {role} no encuentra nada"
    ),
    "correct the name, or take the role out": "corrija el nombre, o quite el rol",
    "no passage is of this source ({iri}), so none is checked against it": (
        "ningún pasaje es de esta fuente ({iri}), así que ninguno se comprueba con ella"
    ),
    "give the IRI that the passages name": "dé el IRI que nombran los pasajes",
    "query {slug}, parameter {name}: the graph knows no {term}": (
        "consulta {slug}, parámetro {name}: el grafo no conoce {term}"
    ),
    "correct the name": "corrija el nombre",
    "there is no query {slug}.rq for these expected rows": (
        "no hay consulta {slug}.rq para estas filas esperadas"
    ),
    "write the query, or remove the file": "escriba la consulta, o quite el archivo",
    "{what}: not in {languages}": "{what}: falta en {languages}",
    "write it in every language of the project": ("escríbalo en cada idioma del proyecto"),
    # terms of the common vocabularies
    "class": "clase",
    "property to a node": "propiedad hacia un nodo",
    "property to a literal": "propiedad hacia un literal",
    "annotation": "anotación",
    "property": "propiedad",
    "ontology": "ontología",
    "concept": "concepto",
    "scheme of concepts": "esquema de conceptos",
    "kind of": "tipo de",
    "special case of": "caso particular de",
    "goes from": "va desde",
    "goes to": "va hacia",
    "inverse of": "inversa de",
    "disjoint with": "disjunta de",
    "in scheme": "en el esquema",
    "top concept of": "concepto superior de",
    "has top concept": "tiene como concepto superior",
    "broader": "más amplio",
    "narrower": "más específico",
    "related": "relacionado",
    "also called": "también llamado",
    "example": "ejemplo",
    "notation": "notación",
    "defined in": "definido en",
    "see also": "véase también",
    "exact match": "equivale exactamente a",
    "close match": "equivale casi a",
    "broad match": "corresponde a algo más amplio",
    "comment": "comentario",
    "version": "versión",
    "source": "fuente",
    "creator": "autor",
    "created": "creado",
    "modified": "modificado",
    "licence": "licencia",
    "part of": "parte de",
    "status": "estado",
}
