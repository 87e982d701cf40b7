"""A workspace at rest under a passphrase: ``NAME.json.age`` in the place of the file, its log, backups and originals.

Encrypted with age (pyrage, the ``encryption`` extra): any age program can open it, it holds a tar archive of the files.
While a workspace is open its files lie on the disk in plain; sealing protects it when it is closed, copied or sent.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from store import originals
from store.backups import copies, folder, left_behind, originals_folder
from store.disk import Disk
from store.errors import NotFound, WorkspaceError
from store.locking import WorkspaceLock
from store.log import log_path

_TIMES = 3
"""How often what is sealed is in memory at most: as it is, as the library gives it, and that as Python has it."""


class WrongPassphrase(WorkspaceError):
    """The passphrase does not open the sealed workspace, or the sealed file is damaged."""


def sealed_path(path: Path) -> Path:
    """Where the sealed form of a workspace file lies."""
    return path.with_name(path.name + ".age")


def _age() -> Any:
    try:
        import pyrage  # noqa: PLC0415  (an optional library, loaded when somebody seals)
    except ImportError as e:
        raise WorkspaceError("encryption is not installed: run `pip install onrecord[encryption]`") from e
    return pyrage


def may_seal(path: Path) -> None:
    """Raises NotFound, or WorkspaceError, when there is no workspace to seal, or no library to do it with."""
    _age()
    if not path.is_file():
        raise NotFound(f"{path} does not exist: check the name")
    if sealed_path(path).exists():
        raise WorkspaceError(f"{sealed_path(path)} exists already: open or move it first")


def may_unseal(path: Path) -> None:
    """Raises NotFound, or WorkspaceError, when there is nothing sealed as ``path``, or no place or library for it."""
    _age()
    path = path.with_name(path.name.removesuffix(".age"))
    if not sealed_path(path).is_file():
        raise NotFound(f"{sealed_path(path)} does not exist: check the name")
    if path.exists():
        raise WorkspaceError(f"{path} is there already, beside {sealed_path(path).name}: move one of them away")


def seal(path: Path, passphrase: str, disk: Disk | None = None) -> Path:
    """Put a closed workspace with its log, backups and originals under a passphrase; the plain files are removed.

    All of it is held in memory, `_TIMES` over: what is too large for that is refused before anything is read. Returns
    the sealed file. Raises NotFound, Held, or WorkspaceError; everything is then as before.
    """
    disk, age, target = disk or Disk(), _age(), sealed_path(path)
    if not passphrase:
        raise WorkspaceError("an empty passphrase protects nothing: give one")
    may_seal(path)
    lock = WorkspaceLock(path, "")
    lock.acquire()
    try:
        may_seal(path)  # Meanwhile somebody else may have.
        strays = left_behind(path)
        files = [path, *(p for p in (log_path(path), *copies(path)) if p.exists())]
        files += [p for p in (*strays, *originals.kept_files(path)) if p.suffix != ".tmp"]
        _fits(
            sum(file.stat().st_size for file in files),
            f"{path} could not be sealed",
            f"move {originals_folder(path).name} to an encrypted disk and seal the rest",
        )
        disk.write_file(target, _secret(_archive(files, path.parent, disk), passphrase, age, path))
        for file in (*(p for p in strays if p.suffix == ".tmp"), *reversed(files)):
            disk.unlink(file)
        within = {file.parent for file in files} - {path.parent}
        for place in (*within, originals_folder(path)):
            with suppress(OSError):
                place.rmdir()
        disk.sync_folder(path.parent)
    except (OSError, MemoryError) as e:
        why = e.strerror or e if isinstance(e, OSError) else "not enough memory"
        raise WorkspaceError(f"{path} could not be sealed ({why})") from e
    finally:
        lock.release()
    return target


def _fits(size: int, what: str, instead: str) -> None:
    """Raises WorkspaceError where the machine has not the memory for ``size`` bytes as often as they are held; a
    library that gets none ends the process."""
    names = ("SC_PHYS_PAGES", "SC_PAGE_SIZE")
    if not set(names) <= set(getattr(os, "sysconf_names", ())):
        return  # Windows
    pages, page = map(os.sysconf, names)
    if _TIMES * size > pages * page > 0:
        raise WorkspaceError(
            f"{what}: {size / 1e9:,.1f} GB are {_TIMES} times in memory meanwhile, and this machine has"
            f" {pages * page / 1e9:,.1f} GB: {instead}"
        )


def _archive(files: Sequence[Path], home: Path, disk: Disk) -> bytes:
    """A tar archive of the files, each under its path from ``home``."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for file in files:
            entry = tarfile.TarInfo(file.relative_to(home).as_posix())
            data = disk.read(file)
            entry.size, entry.mode = len(data), 0o600
            tar.addfile(entry, io.BytesIO(data))
    return archive.getvalue()


def _secret(plain: bytes, passphrase: str, age: Any, path: Path) -> bytes:
    """What is plain, encrypted. Raises WorkspaceError when it does not come back."""
    secret: bytes = age.passphrase.encrypt(plain, passphrase)
    was = hashlib.sha256(plain).digest()
    del plain  # so that it is not held twice over
    if hashlib.sha256(age.passphrase.decrypt(secret, passphrase)).digest() != was:
        raise WorkspaceError(f"{path} could not be sealed: what was encrypted does not come back")
    return secret


def unseal(path: Path, passphrase: str, disk: Disk | None = None) -> Path:
    """Bring back the workspace that was sealed as ``NAME.json.age``; ``path`` is either name. Returns the plain file.

    Raises NotFound, WrongPassphrase, or WorkspaceError when a plain file is there already; nothing is changed then.
    """
    disk, age = disk or Disk(), _age()
    may_unseal(path)
    path = path.with_name(path.name.removesuffix(".age"))
    source = sealed_path(path)
    lock = WorkspaceLock(path, "")
    lock.acquire()
    try:
        return _brought_back(path, source, passphrase, disk, age)
    except MemoryError as e:
        raise WorkspaceError(f"{source} could not be brought back (not enough memory)") from e
    finally:
        lock.release()


def _brought_back(path: Path, source: Path, passphrase: str, disk: Disk, age: Any) -> Path:
    _fits(
        source.stat().st_size,
        f"{source} could not be brought back",
        "do it on one with more, or with `age -d` and `tar -x`",
    )
    try:
        plain = age.passphrase.decrypt(disk.read(source), passphrase)
    except age.DecryptError as e:
        raise WrongPassphrase(f"{source} does not open with this passphrase, or it is damaged") from e
    try:
        with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
            contents = {m.name: tar.extractfile(m).read() for m in tar.getmembers()}  # type: ignore[union-attr]
        allowed = (
            path.name,
            log_path(path).name,
            f"{path.name}.log.torn-",
            f"{path.name}.log.next",
            f"{folder(path).name}/",
            f"{originals_folder(path).name}/",
        )
        if path.name not in contents or not all(n.startswith(allowed) and ".." not in n for n in contents):
            raise WorkspaceError(f"{source} holds other files than those of {path.name}: rename it to what it was")
        for place in {log_path(path), *(path.parent / name for name in contents)}:
            if place.exists() and disk.read(place) != contents.get(place.relative_to(path.parent).as_posix()):
                raise WorkspaceError(f"{place} is there already, beside {source.name}: move one of them away")
        for name in sorted(contents, key=lambda n: n == path.name):  # the workspace file last: then all is there
            place = path.parent / name
            originals.make_folders(disk, place)
            disk.write_file(place, contents[name])
        disk.unlink(source)
        disk.sync_folder(path.parent)
    except (OSError, tarfile.TarError) as e:
        raise WorkspaceError(f"{source} could not be brought back ({e})") from e
    return path
