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
    def _places(self) -> frozenset[int] | range:
        number = len(self.site.documents.plain)
        return range(number) if len(self.places) == number else frozenset(self.places)

    def __contains__(self, path: object) -> bool:
        return path in self._paths or (isinstance(path, str) and self.of_document(path))

    def of_document(self, path: str) -> bool:
        """Whether it is one of the files of the documents."""
        stem, dot, _ = path.partition(".")  # plain ones have none
        if dot and path.endswith(self.site.endings):
            place = self.site.documents.plain.find(stem)
            if place is not None and place in self._places:
                document = self.site.documents.plain[place]
                return path in self.site.paths_of(document)
        return False

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

    def __len__(self) -> int:
        return len(self.paths) + sum(len(self.of_place(place)) for place in self.places)
