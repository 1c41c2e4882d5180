"""Filling in a template: texts in the languages that were asked for, as each kind of file has them.

Templates mark what is filled in with ⟦ and ⟧, which neither Turtle nor SPARQL nor a workflow has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

SPOKEN = ("en", "es")  # the languages that the templates have


def environment() -> Environment:
    """Jinja with the marks of these templates; what is not given is an error."""
    from jinja2 import Environment, StrictUndefined

    return Environment(
        variable_start_string="⟦",
        variable_end_string="⟧",
        block_start_string="⟦%",
        block_end_string="%⟧",
        comment_start_string="⟦#",
        comment_end_string="#⟧",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def helpers(languages: Iterable[str], values: Mapping[str, str]) -> dict[str, object]:
    """What a template can call: all but `quoted` take a text by language; `pairs` are TOML's, bare.

    A text may have places such as {title}; a text for all languages is given as it is.
    """
    tags = list(languages)

    def chosen(same: str | None, texts: Mapping[str, str]) -> list[tuple[str, str]]:
        if same is not None:
            return [(tag, same) for tag in tags]
        return [(tag, texts[spoken(tag)].format(**values)) for tag in tags]

    def t(**texts: str) -> str:
        return chosen(None, texts)[0][1]

    def ttl(same: str | None = None, **texts: str) -> str:
        return " , ".join(f"{quoted(text)}@{tag}" for tag, text in chosen(same, texts))

    def pairs(same: str | None = None, **texts: str) -> str:
        return ", ".join(f"{key} = {quoted(text)}" for key, text in chosen(same, texts))

    def toml(same: str | None = None, **texts: str) -> str:
        return f"{{ {pairs(same, **texts)} }}"

    def yaml(same: str | None = None, **texts: str) -> str:
        return "{" + ", ".join(f"{k}: {quoted(v)}" for k, v in chosen(same, texts)) + "}"

    return {"t": t, "ttl": ttl, "pairs": pairs, "toml": toml, "yaml": yaml, "quoted": quoted}


def quoted(value: object) -> str:
    """A text or a list of texts in double quotes: the same in TOML, YAML and Turtle.

    >>> quoted('a "b"')
    '"a \\\\"b\\\\""'
    """
    return json.dumps(value, ensure_ascii=False)


def spoken(tag: str) -> str:
    """The language of the templates of which the tag is, or is a variety."""
    return tag.lower().partition("-")[0]
