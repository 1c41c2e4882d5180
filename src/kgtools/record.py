"""Immutable records whose classes take no time to define.

A data class or named tuple is compiled when it is defined, some 0.2 ms each; a command that asks
one query reads two dozen of them. These look their fields up instead. They are made rarely.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        return lambda cls: cls


@dataclass_transform(frozen_default=True)
class Record:
    """A class below has its annotations as fields, in their order, and their values as defaults.

    It is equal to another of its class with equal fields.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls._field_defaults = {name: vars(cls)[name] for name in cls._fields if name in vars(cls)}

    def __init__(self, *values: Any, **named: Any) -> None:
        given = {**self._field_defaults, **dict(zip(self._fields, values, strict=False)), **named}
        twice = any(name in named for name in self._fields[: len(values)])
        if twice or len(values) > len(self._fields) or len(given) != len(self._fields):
            lacking = [name for name in self._fields if name not in given]
            message = f"{type(self).__name__}: its fields are {', '.join(self._fields)}"
            raise TypeError(f"{message}; lacking: {', '.join(lacking)}" if lacking else message)
        vars(self).update(given)

    def _replace(self, **changed: Any) -> Self:
        """The same but for these fields."""
        return type(self)(**{**vars(self), **changed})

    def _asdict(self) -> dict[str, Any]:
        return {name: vars(self)[name] for name in self._fields}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *self._asdict().values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({fields})"
