"""The files of a site that are to be made: a million of them in little room."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from kgtools.web import Site


class Anew(Container[str]):
    """Paths, and all files of some documents: those plain ones whose positions are in `places`."""

    def __init__(self, site: Site, paths: Sequence[str], places: array[int]) -> None:
        self.site, self.paths, self.places = site, paths, places

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self.paths)

    @cached_property
    def _places(self) -> frozenset[int] | None:
        """None for all there are."""
        return (
            None if len(self.places) == len(self.site.documents.plain) else frozenset(self.places)
        )

    def __contains__(self, path: object) -> bool:
        return path in self._paths or (isinstance(path, str) and self.of_document(path))

    def of_document(self, path: str) -> bool:
        """Whether it is one of the files of the documents."""
        stem, dot, ending = path.partition(".")  # plain ones have none
        if dot + ending not in self.site.endings or not self.site.documents.has_plain(stem):
            return False
        plain, places = self.site.documents.plain, self._places
        if places is not None and plain.find(stem) not in places:
            return False
        if not self.site.hard_for_xml:
            return True
        return path in self.site.paths_of(self.site.documents.by_stem[stem])

    def of_place(self, place: int) -> list[str]:
        """The paths of the document at the position."""
        return self.site.paths_of(self.site.documents.plain[place])

    def folders(self) -> Iterator[str]:
        """In which they stand; some more than once."""
        yield from (path.rpartition("/")[0] for path in self.paths)
        latest = None
        for place in self.places:
            folder = self.site.documents.plain[place].stem.rpartition("/")[0]
            if folder != latest:
                latest = folder
                yield folder
