"""Takes the place of TinyDB's own conftest: its whole suite runs on our storage and tables.

After each test that used a durable database, the files as a crash would leave them are opened again, and the file is
closed and read with TinyDB as it comes; both must hold what the database held.
"""

import os
import shutil
from pathlib import Path

import pytest
import tinydb
import tinydb.database
import tinydb.storages
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage

from store.log import log_path
from store.mainfile import STORE
from store.storage import DurableStorage, DurableTinyDB

VANILLA = tinydb.TinyDB
PATCHED = os.environ.get("ONRECORD_SUITE") == "patched"
OPEN: list[DurableStorage] = []


class WatchedStorage(DurableStorage):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        OPEN.append(self)


class WatchedTinyDB(DurableTinyDB):
    default_storage_class = WatchedStorage


if PATCHED:
    tinydb.TinyDB = tinydb.database.TinyDB = WatchedTinyDB
    tinydb.JSONStorage = tinydb.storages.JSONStorage = tinydb.database.JSONStorage = WatchedStorage

BY_DESIGN = {
    "test_table_repr": "checks the printed name of TinyDB's storage class",
    "test_repr": "checks the printed name of TinyDB's classes",
    "test_encoding": "opens one file twice for writing; ours is locked, and always UTF-8",
    "test_json": "writes lists where a TinyDB file has tables",
    "test_json_kwargs": "reads the file before it is closed and expects options of json.dumps in it",
    "test_json_invalid_mode_warning": "opens the file in an access mode that ours does not have",
    "test_caching_json_write": "looks at a file handle of TinyDB's storage class",
}


def pytest_collection_modifyitems(items):
    for item in items:
        reason = BY_DESIGN.get(item.originalname)
        if reason and (PATCHED or item.originalname == "test_table_repr"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(params=["memory", "json"])
def db(request, tmp_path: Path):
    if PATCHED and request.param == "memory":
        database = WatchedTinyDB(storage=MemoryStorage)
    else:
        database = WatchedTinyDB(tmp_path / f"{request.param}.db")
    database.drop_tables()
    database.insert_multiple({"int": 1, "char": c} for c in "abc")
    return database


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()


@pytest.fixture(autouse=True)
def what_a_crash_leaves(tmp_path):
    yield
    seen = set()
    while OPEN:
        storage = OPEN.pop()
        path = storage.engine.path
        if path in seen or not path.exists():  # the test removed it
            continue
        seen.add(path)
        held = storage.read()
        if not storage.engine.closed:
            crashed = tmp_path / "crashed" / path.name
            shutil.rmtree(crashed.parent, ignore_errors=True)
            crashed.parent.mkdir()
            shutil.copy(path, crashed)
            if log_path(path).exists():
                shutil.copy(log_path(path), log_path(crashed))
            again = DurableStorage(crashed)
            assert again.read() == held
            again.close()
            storage.close()
        vanilla = VANILLA(path, storage=VANILLA.default_storage_class)
        plain = vanilla.storage.read()
        vanilla.close()
        plain.pop(STORE)
        assert (plain or None) == held
