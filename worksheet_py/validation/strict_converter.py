"""Plain data (from JSON or TOML) to frozen classes with cattrs, strictly.

Nothing is coerced: a number where text belongs is an error, and so is a text where a list belongs. All errors
are collected, as codes and values without sentences.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
from cattrs import Converter
from cattrs.cols import (
    homogenous_tuple_structure_factory,
    is_mapping,
    is_sequence,
    mapping_structure_factory,
)
from cattrs.errors import ClassValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from worksheet_py.validation.errors import NotAsExpected, Refused, places

# Field metadata. The first marks a field that is no key of the document, the second a field whose key is
# left out of the document where it holds the default.
NOT_SERIALIZED = {"not_serialized": True}
OMIT_IF_DEFAULT = {"omit_if_default": True}

type Hook = Callable[[Any, Any], Any]


def only(kind: type, refusal: str, inner: Hook = lambda value, _: value) -> Hook:
    """A hook that gives values of exactly one type (a bool is no int) to `inner`, and refuses all others."""

    def hook(value: Any, wanted: Any) -> Any:
        if type(value) is not kind:
            raise Refused(refusal)
        return inner(value, wanted)

    return hook


def one_of(allowed: tuple[str, ...]) -> Hook:
    """A hook for texts out of a list; the refusal names what is allowed."""

    def hook(value: Any, _: Any) -> Any:
        if value not in allowed:
            raise Refused("not_one_of", found=value, allowed=", ".join(allowed))
        return value

    return only(str, "not_text", hook)


def strict_converter(*, keep_unknown: bool) -> Converter:
    """A converter without coercion.

    Args:
        keep_unknown: Put keys that a class has no field for into its field `extra`, and bring them back when
            unstructuring. Otherwise they are errors.
    """
    converter = Converter(detailed_validation=True, unstruct_collection_overrides={tuple: list})

    def for_class(cls: type) -> Hook:
        hidden = overrides(cls, NOT_SERIALIZED, omit=True)
        inner: Hook = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=not keep_unknown, **hidden
        )
        known = {field.name for field in attrs.fields(cls)} - set(hidden)

        def hook(value: Any, wanted: Any) -> Any:
            made = inner(value, wanted)
            extra = {key: item for key, item in value.items() if key not in known}
            return attrs.evolve(made, extra=extra) if extra else made

        return only(dict, "not_table", hook if keep_unknown else inner)

    def from_class(cls: type) -> Callable[[Any], dict[str, Any]]:
        left_out = overrides(cls, NOT_SERIALIZED, omit=True)
        optional = overrides(cls, OMIT_IF_DEFAULT, omit_if_default=True)
        inner: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
            cls, converter, **left_out, **optional
        )
        return lambda made: {**inner(made), **getattr(made, "extra", {})}

    def for_tuple(wanted: Any) -> Hook:
        return only(list, "not_list", homogenous_tuple_structure_factory(wanted, converter))

    def for_mapping(wanted: Any) -> Hook:
        return only(dict, "not_table", mapping_structure_factory(wanted, converter))

    converter.register_structure_hook(str, only(str, "not_text"))
    converter.register_structure_hook(int, only(int, "not_number"))
    converter.register_structure_hook(bool, only(bool, "not_yes_no"))
    converter.register_structure_hook_factory(attrs.has, for_class)
    converter.register_unstructure_hook_factory(attrs.has, from_class)
    converter.register_structure_hook_factory(is_sequence, for_tuple)
    converter.register_structure_hook_factory(is_mapping, for_mapping)
    return converter


def overrides(cls: type, metadata: dict[str, bool], **options: Any) -> dict[str, Any]:
    """Overrides with these options for all fields of a class that have this metadata."""
    return {
        field.name: override(**options)
        for field in attrs.fields(cls)
        if metadata.items() <= field.metadata.items()
    }


def structure[T](converter: Converter, value: object, wanted: type[T]) -> T:
    """Convert plain data to an instance of a class; raises NotAsExpected with all errors."""
    with no_garbage_collection():
        try:
            return converter.structure(value, wanted)
        except (ClassValidationError, Refused) as error:
            found = tuple(places(error))
    # Raised outside the handler, so that it does not hold on to every cattrs error as its context.
    raise NotAsExpected(found)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector.

    It would walk through all errors found so far again and again: for a large file with an error in each
    field, that took four times as long as finding the errors.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
