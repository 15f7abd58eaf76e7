"""Records: what `dataclasses` makes of a class, at a tenth of its price at start. Knows no field by name.

For a type checker `dataclass`, `field` and so on are those of the standard library. When the program runs
they are the ones below: importing `dataclasses` and letting it write and compile six methods for each class took a
third of the time in which a small file is linted. Here the methods are shared, and only a class of which many records
are made gets a compiled constructor: it is faster, but to make one takes as long as fifty records. Of the options,
`frozen`, `slots` and `eq` have a meaning; of a field's, `default`, `default_factory`, `compare` and `repr`.

That nobody changes a frozen record is what the type checker sees to. A program only refuses it under `python -X dev`:
a class that refuses takes four times as long to fill a new record, and a script has hundreds of words.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, replace
    from functools import cached_property
else:
    _NONE = object()
    _FEW = 30  # records of a class that are made without a constructor of its own

    class cached_property:  # noqa: N801 - as in the standard library
        """A value that is computed when it is first asked for; without the lock that Python 3.11 takes for it."""

        def __init__(self, compute):
            self.compute = compute
            self.name = compute.__name__
            self.__doc__ = compute.__doc__

        def __get__(self, record, owner=None):
            if record is None:
                return self
            # From now on the instance has it, and nobody asks here any more.
            value = record.__dict__[self.name] = self.compute(record)
            return value

    class Field:
        """What is declared of one field."""

        __slots__ = ("compare", "default", "default_factory", "name", "repr")

        def __init__(self, default, default_factory, compare, repr):
            self.name = ""
            self.default = default
            self.default_factory = default_factory
            self.compare = compare
            self.repr = repr

    def field(*, default=_NONE, default_factory=_NONE, compare=True, repr=True):
        """Declare a field with more than a default."""
        return Field(default, default_factory, compare, repr)

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """Make a class of records from its annotations, those of its bases first."""
        if cls is None:
            return lambda cls: _make(cls, frozen, slots, eq)
        return _make(cls, frozen, slots, eq)

    def fields(record):
        """The fields of a record or its class, in order."""
        return tuple(record.__record_fields__.values())

    def replace(record, /, **changes):
        """A record with some values changed."""
        values = {name: getattr(record, name) for name in record.__record_fields__}
        return type(record)(**(values | changes))

    def _make(cls, frozen, slots, eq):
        names = list(cls.__annotations__)
        declared = {}
        for base in reversed(cls.__mro__[1:]):
            declared |= base.__dict__.get("__record_fields__", {})
        for name in names:
            value = cls.__dict__.get(name, _NONE)
            declared[name] = value = value if type(value) is Field else Field(value, _NONE, True, True)
            value.name = name
        body = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        for name in names:
            body.pop(name, None)
        body["__record_fields__"] = declared
        body["__match_args__"] = tuple(declared)
        body.setdefault("__repr__", _repr)
        if eq:
            body.setdefault("__eq__", _eq)
            body.setdefault("__hash__", _hash if frozen else None)
        if frozen and sys.flags.dev_mode:
            body["__setattr__"] = _refuse
            body["__delattr__"] = _refuse
        if slots:
            body["__slots__"] = tuple(names)
            body.setdefault("__reduce__", _reduce)

        few = 0

        def init(self, *values, **named):
            nonlocal few
            few += 1
            if few > _FEW or not _fill(self, values, named):
                made.__init__ = _compile(made)  # this one stood in for it until now
                made.__init__(self, *values, **named)

        body["__init__"] = init
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return made

    def _fill(record, values, named):
        """Set the fields of a new record; False where the arguments are not those of its class."""
        declared = record.__record_fields__
        given = dict(zip(declared, values, strict=False))
        given.update(named)
        if len(given) != len(values) + len(named) or not given.keys() <= declared.keys():
            return False
        for name, known in declared.items():
            if name in given:
                value = given[name]
            elif known.default_factory is not _NONE:
                value = known.default_factory()
            elif known.default is not _NONE:
                value = known.default
            else:
                return False
            object.__setattr__(record, name, value)
        if hasattr(record, "__post_init__"):
            record.__post_init__()
        return True

    def _compile(cls):
        scope = {"_none": _NONE, "_set": object.__setattr__}
        frozen = cls.__setattr__ is _refuse
        parameters, lines = [], []
        for name, declared in cls.__record_fields__.items():
            value = name
            if declared.default_factory is not _NONE:
                scope[f"_make_{name}"] = declared.default_factory
                parameters.append(f"{name}=_none")
                value = f"_make_{name}() if {name} is _none else {name}"
            elif declared.default is not _NONE:
                scope[f"_default_{name}"] = declared.default
                parameters.append(f"{name}=_default_{name}")
            else:
                parameters.append(name)
            lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        code = f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
        exec(code, scope)
        return scope["__init__"]

    def _refuse(self, name, *value):
        raise AttributeError(f"{type(self).__name__} is frozen: cannot change `{name}`")

    def _compared(record):
        return tuple(getattr(record, name) for name, known in record.__record_fields__.items() if known.compare)

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _compared(self) == _compared(other)

    def _hash(self):
        return hash(_compared(self))

    def _repr(self):
        shown = (f"{name}={getattr(self, name)!r}" for name, known in self.__record_fields__.items() if known.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _reduce(self):
        return type(self), tuple(getattr(self, name) for name in self.__record_fields__)


__all__ = ["cached_property", "dataclass", "field", "fields", "replace"]
