"""[publish] of kgtools.toml: what of the project goes into a published folder."""

from __future__ import annotations

from kgtools.config.table import Table
from kgtools.errors import did_you_mean
from kgtools.record import Record

DATA_FORMATS = ("ttl", "jsonld", "trig", "nt", "rdf")


class PublishConfig(Record):
    """`formats` are the data formats in which every document is written (None: all of them)."""

    formats: tuple[str, ...] | None = None


def read_publish(table: Table) -> PublishConfig:
    formats: tuple[str, ...] | None = None
    if "formats" in table.raw:
        formats = table.strings_of("formats")
        for name in formats:
            if name not in DATA_FORMATS:
                hint = did_you_mean(name, list(DATA_FORMATS))
                raise table.wrong("formats", f"unknown format {name!r}; {hint}")
    table.seen.add("formats")
    table.done()
    return PublishConfig(formats)
