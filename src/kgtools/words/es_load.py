"""The words of load and export in Spanish; the key is the English text."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "store: {name}": "almacén: {name}",
    "note: {note}": "nota: {note}",
    "same": "igual",
    "new": "nuevo",
    "replaced": "sustituido",
    "differs": "difiere",
    "to load": "por cargar",
    "to replace": "por sustituir",
    "… and {n} more graphs": "… y {n} grafos más",
    "{n} triples are missing": "faltan {n} tripletas",
    "{n} triples are extra": "sobran {n} tripletas",
    "the store counts {n} and gives {m}: does it cap the rows of an answer?": (
        "el almacén cuenta {n} y entrega {m}: ¿limita las filas de una respuesta?"
    ),
    "{n} literals are written otherwise in the store, with the same value: {sent} as {got}": (
        "{n} literales se escriben de otro modo en el almacén, con el mismo valor: "
        "{sent} como {got}"
    ),
    "not loaded": "no se cargó",
    "nothing was changed (dry run)": "no se cambió nada (simulación)",
    "the store does not hold this dataset": "el almacén no contiene este conjunto de datos",
    "{n} triples in {g} graphs arrived ({way}); read back, digest {digest}…": (
        "llegaron {n} tripletas en {g} grafos ({way}); releídas, resumen {digest}…"
    ),
    "the store holds this dataset: {n} triples in {g} graphs, digest {digest}…": (
        "el almacén contiene este conjunto de datos: {n} tripletas en {g} grafos, resumen {digest}…"
    ),
    "a new folder took its place": "una carpeta nueva ocupó su lugar",
    "in one request of the store's bulk loader": "en una petición de su cargador masivo",
    "in one atomic update": "en una actualización atómica",
    "staged, verified, then swapped at once": "preparado, verificado y cambiado de una vez",
    "staged, verified, then taken over": "preparado, verificado y traspasado",
    "what was staged differs from what was sent: the store was left as it was": (
        "lo preparado difiere de lo enviado: el almacén quedó como estaba"
    ),
    "an earlier load was ended while it sent data; no graph was changed by it": (
        "una carga anterior se interrumpió al enviar datos; no cambió ningún grafo"
    ),
    "an earlier load was ended while it changed graphs; these may be in between: {graphs}": (
        "una carga anterior se interrumpió al cambiar grafos; estos pueden estar a medias: {graphs}"
    ),
    "an earlier load was ended while it changed folders; it is undone": (
        "una carga anterior se interrumpió al cambiar de carpeta; queda deshecha"
    ),
    "an earlier load was ended before it was done; its traces go": (
        "una carga anterior se interrumpió antes de acabar; se borran sus restos"
    ),
}
