"""Plain data (from JSON or TOML) to frozen classes, strictly, with every fault gathered at once.

Stands on cattrs. Nothing is coerced: a number where text belongs is a fault, and so is a text where a list
belongs. Faults carry a kind and values, never a sentence: whoever shows them finds the words.
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

type Hook = Callable[[Any, Any], Any]


def only(kind: type, refusal: str) -> Hook:
    """A hook that lets one exact type through (bool is no int here) and refuses all else."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise Refused(refusal)
        return value

    return hook


def one_of(allowed: tuple[str, ...]) -> Hook:
    """A hook that lets the allowed words through; the refusal lists them."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not str:
            raise Refused("not_text")
        if value not in allowed:
            raise Refused("not_one_of", found=value, allowed=", ".join(allowed))
        return value

    return hook


def guarded(kind: type, refusal: str, inner: Callable[..., Any]) -> Hook:
    """The hook `inner`, asked only about values of one type."""

    def hook(value: Any, wanted: Any) -> Any:
        if type(value) is not kind:
            raise Refused(refusal)
        return inner(value, wanted)

    return hook


def strict_converter(*, keep_unknown: bool) -> Converter:
    """A cattrs converter without coercion.

    With `keep_unknown`, keys that a class has no field for go to its field `extra`, and come out again on
    unstructuring; otherwise they are refused. A field with the metadata `beside` is no key; that of one
    with `seldom` is left out where it says no more than the default.
    """
    converter = Converter(detailed_validation=True, unstruct_collection_overrides={tuple: list})

    def for_class(cls: type) -> Hook:
        inner: Hook = make_dict_structure_fn(
            cls, converter, _cattrs_forbid_extra_keys=not keep_unknown, **beside(cls)
        )
        known = {field.name for field in attrs.fields(cls)} - set(beside(cls))

        def hook(value: Any, wanted: Any) -> Any:
            made = inner(value, wanted)
            extra = {key: item for key, item in value.items() if key not in known}
            return attrs.evolve(made, extra=extra) if extra else made

        return guarded(dict, "not_table", hook if keep_unknown else inner)

    def from_class(cls: type) -> Callable[[Any], dict[str, Any]]:
        inner: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
            cls, converter, **beside(cls), **seldom(cls)
        )
        return lambda made: {**inner(made), **getattr(made, "extra", {})}

    def for_tuple(wanted: Any) -> Hook:
        return guarded(list, "not_list", homogenous_tuple_structure_factory(wanted, converter))

    def for_mapping(wanted: Any) -> Hook:
        return guarded(dict, "not_table", mapping_structure_factory(wanted, converter))

    converter.register_structure_hook(str, only(str, "not_text"))
    converter.register_structure_hook(int, only(int, "not_number"))
    converter.register_structure_hook(bool, only(bool, "not_yes_no"))
    converter.register_structure_hook_factory(attrs.has, for_class)
    converter.register_unstructure_hook_factory(attrs.has, from_class)
    converter.register_structure_hook_factory(is_sequence, for_tuple)
    converter.register_structure_hook_factory(is_mapping, for_mapping)
    return converter


def beside(cls: type) -> dict[str, Any]:
    """The overrides that leave a class's fields beside the document out of it."""
    return {field.name: override(omit=True) for field in attrs.fields(cls) if field.metadata.get("beside")}


def seldom(cls: type) -> dict[str, Any]:
    """The overrides that leave a key out where its field holds the default."""
    return {
        field.name: override(omit_if_default=True)
        for field in attrs.fields(cls)
        if field.metadata.get("seldom")
    }


def structure[T](converter: Converter, value: object, wanted: type[T]) -> T:
    """The value as an instance of the wanted class; raises NotAsExpected with every place at fault."""
    with no_garbage_collection():
        try:
            return converter.structure(value, wanted)
        except (ClassValidationError, Refused) as error:
            found = tuple(places(error))
    # Raised out here, so that it does not hold on to every error as its context.
    raise NotAsExpected(found)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the garbage collector from walking through all errors found so far, again and again.

    In a large file with a fault in each field this took four times as long as finding the faults.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
