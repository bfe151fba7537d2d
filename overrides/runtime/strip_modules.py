"""Makes Python's memory smaller before it is kept: run by the build, and not part of the memory itself.

Takes out what a program that only answers requests never looks at: docstrings, and modules that served
Pyodide's start, or parts of libraries that we do not use. The unit tests run in a memory made like this.
"""

import atexit
import gc
import sys
import types
from contextlib import suppress

# Each with all that lies in it.
UNUSED = (
    "asyncio", "bz2", "concurrent", "ctypes", "decimal", "locale", "logging", "ntpath", "platform",
    "pyodide.webloop", "random", "selectors", "shutil", "socket", "subprocess", "sysconfig", "tempfile",
    "zipfile", "_sysconfigdata__emscripten_wasm32-emscripten",
)  # fmt: skip


def within(name: str, families: tuple[str, ...]) -> bool:
    """Return whether the module is one of these, or lies in one."""
    return any(name == one or name.startswith(one + ".") for one in families)


def forget_modules() -> None:
    """Take the unused modules out of memory; a later import would load them anew from the library."""
    atexit._clear()
    # Else it would be told of the end of its handlers, when it is no longer whole.
    vars(sys.modules["logging"])["_handlerList"].clear()
    # Pyodide's bootstrap counts on finding what was handed over from JavaScript.
    from_script = sys.modules["pyodide.ffi"].JsProxy
    loop = vars(sys.modules["pyodide.webloop"])
    vars(sys.modules["pyodide"])["handed_over"] = [
        one for one in loop.values() if isinstance(one, from_script)
    ]
    for name, module in list(sys.modules.items()):
        if within(name, UNUSED):
            del sys.modules[name]
            # Emptied, because others hold on to it: C code, and libraries that need it at times.
            vars(module).clear()


def shorten_code() -> None:
    """Take line numbers out of all Python code but our own, and docstrings out of what is written in C."""
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType):
            one.__code__ = short(one.__code__)
        elif isinstance(one, type) and isinstance(vars(one).get("__doc__"), str):
            with suppress(TypeError):  # types written in C, and some others, refuse
                one.__doc__ = None


def short(code: types.CodeType) -> types.CodeType:
    """Return the code, and all code in it, without line numbers unless it is ours."""
    if code.co_filename.startswith("worksheet_py"):
        return code
    constants = tuple(short(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_consts=constants, co_linetable=no_lines(code))


def no_lines(code: types.CodeType) -> bytes:
    """Return a table in which no instruction has a line: entries of code 15, for eight instructions each."""
    eights, rest = divmod(len(code.co_code) // 2, 8)
    return b"\xff" * eights + (bytes([0xF8 | rest - 1]) if rest else b"")


forget_modules()
shorten_code()
gc.collect()
