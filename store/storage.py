"""TinyDB's own interface on top of the engine: ``DurableTinyDB(path)`` behaves like ``TinyDB(path)`` and loses nothing.

Insert, update, remove and get by id cost the same however many documents there are, each change is on the disk when the
call returns, and what is done to a document that was handed out stays with whoever did it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.disk import Disk
from store.documents import Doc, dump, load
from store.engine import Engine, remove_strays
from store.entries import Entry, Op
from store.errors import NotFound

_NONE: dict[str, Doc] = {}


class DurableStorage(Storage):
    """A TinyDB storage whose tables lie in memory and whose changes go to a log."""

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        access_mode: str = "r+",
        analyst: str = "",
        disk: Disk | None = None,
        **_: Any,
    ) -> None:
        super().__init__()
        file = Path(path)
        if create_dirs:
            file.parent.mkdir(parents=True, exist_ok=True)
        reading = access_mode in ("r", "rb")
        self.engine = Engine(file, analyst=analyst, read_only=reading, disk=disk)
        try:
            self.engine.open(create=not reading)
        except NotFound as e:
            raise FileNotFoundError(str(e)) from e
        if not reading:
            remove_strays(file)
        self._highest: dict[str, int] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Everything, freshly decoded; None when there is no table."""
        if not self.engine.tables:
            return None
        return {name: {key: load(doc) for key, doc in table.items()} for name, table in self.engine.tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables what ``data`` says, as one change that costs what differs."""
        ops: list[Op] = []
        tables = self.engine.tables
        for name in tables:
            if name not in data:
                ops += self._emptying(name)
                ops.append(Op(name, "", None, None))
        for name, documents in data.items():
            now = tables.get(name)
            if now is None:
                ops.append(Op(name, "", None, b"{}"))
                now = {}
            wanted = {str(key): dump(document) for key, document in documents.items()}
            ops += [Op(name, key, doc, None) for key, doc in now.items() if key not in wanted]
            ops += [Op(name, key, now.get(key), doc) for key, doc in wanted.items()]
        self.commit(ops, "wrote the tables")

    def _emptying(self, name: str) -> list[Op]:
        return [Op(name, key, doc, None) for key, doc in self.engine.tables.get(name, _NONE).items()]

    def commit(self, ops: list[Op], act: str) -> None:
        """Make changes durable; documents that stay what they are cost nothing."""
        changed = [op for op in ops if op.old is None or op.new is None or bytes(op.old) != bytes(op.new)]
        if changed and self.engine.read_only:
            raise PermissionError(f"{self.engine.path} is open for reading only")
        if changed:
            self.engine.commit(changed, Entry(0, "", "", self.engine.analyst, act=act))
        for op in changed:
            if not op.key or (op.new is None and int(op.key) == self._highest.get(op.table)):
                self._highest.pop(op.table, None)
            elif op.new is not None and op.table in self._highest:
                self._highest[op.table] = max(self._highest[op.table], int(op.key))

    def highest(self, name: str) -> int:
        """The highest document id in a table, 0 when it is empty."""
        if name not in self._highest:
            self._highest[name] = max(map(int, self.engine.tables.get(name, _NONE)), default=0)
        return self._highest[name]

    def drop(self, names: Iterable[str]) -> None:
        """Remove whole tables in one change."""
        ops = []
        for name in names:
            ops += [*self._emptying(name), Op(name, "", None, None)]
        self.commit(ops, "dropped tables")

    def close(self) -> None:
        """Write the file anew and let go of it."""
        self.engine.close()


class _Reading(Mapping[str, Any]):
    """A table as TinyDB reads it, each document decoded when it is looked at."""

    def __init__(self, table: Mapping[str, Doc]) -> None:
        self._table = table

    def __getitem__(self, key: str) -> Any:
        return load(self._table[key])

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._table))

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, key: object) -> bool:
        return key in self._table


class _Writing(MutableMapping[int, Any]):
    """A table as TinyDB's updaters change it: copies of what is touched, remembered until the change is made."""

    def __init__(self, table: Mapping[str, Doc], ids: type) -> None:
        self._table = table
        self._ids = ids
        self.touched: dict[str, Any] = {}
        self.gone: dict[str, None] = {}

    def __getitem__(self, key: int) -> Any:
        row = str(key)
        if row in self.touched:
            return self.touched[row]
        if row in self.gone or row not in self._table:
            raise KeyError(key)
        document = self.touched[row] = load(self._table[row])
        return document

    def __setitem__(self, key: int, document: Any) -> None:
        self.gone.pop(str(key), None)
        self.touched[str(key)] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self.touched.pop(str(key), None)
        self.gone[str(key)] = None

    def __contains__(self, key: object) -> bool:
        row = str(key)
        return row in self.touched or (row in self._table and row not in self.gone)

    def __iter__(self) -> Iterator[int]:
        for row in self._table:
            if row not in self.gone:
                yield self._ids(row)
        for row in self.touched:
            if row not in self._table:
                yield self._ids(row)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove everything."""
        self.touched.clear()
        self.gone = dict.fromkeys(self._table)

    def ops(self, name: str) -> list[Op]:
        """The changes that were made here. Raises TypeError for a document that is no JSON."""
        found = [Op(name, row, self._table[row], None) for row in self.gone if row in self._table]
        found += [Op(name, row, self._table.get(row), dump(document)) for row, document in self.touched.items()]
        return found


class DurableTable(Table):
    """A TinyDB table that reads and changes single documents; on another storage it is TinyDB's own."""

    @property
    def _durable(self) -> DurableStorage | None:
        return self._storage if isinstance(self._storage, DurableStorage) else None

    def _rows(self, storage: DurableStorage) -> Mapping[str, Doc]:
        return storage.engine.tables.get(self.name, _NONE)

    def _read_table(self) -> Any:
        storage = self._durable
        return super()._read_table() if storage is None else _Reading(self._rows(storage))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage = self._durable
        if storage is None:
            super()._update_table(updater)
            return
        table = _Writing(self._rows(storage), self.document_id_class)
        updater(table)
        ops = table.ops(self.name)
        if self.name not in storage.engine.tables:
            ops.insert(0, Op(self.name, "", None, b"{}"))
        storage.commit(ops, f"changed {self.name}")
        self.clear_cache()

    def _get_next_id(self) -> int:
        storage = self._durable
        if storage is not None and self._next_id is None:
            self._next_id = self.document_id_class(storage.highest(self.name) + 1)  # type: ignore[assignment]
        return int(super()._get_next_id())  # type: ignore[no-untyped-call]

    def get(self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: list[int] | None = None) -> Any:
        """As TinyDB's; several ids cost as much as the documents found, not as the table has."""
        storage = self._durable
        if storage is None or doc_id is not None or doc_ids is None:
            return super().get(cond, doc_id=doc_id, doc_ids=doc_ids)  # type: ignore[arg-type]
        wanted = {str(one) for one in doc_ids}
        rows = self._rows(storage)
        return [self.document_class(load(rows[row]), self.document_id_class(row)) for row in rows if row in wanted]

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's; the documents are copies, so that the query cache cannot be changed from outside."""
        found = super().search(cond)
        return found if self._durable is None else [copy.deepcopy(document) for document in found]

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """As TinyDB's; only the documents that are meant are decoded for change."""
        if self._durable is not None and doc_ids is None:
            doc_ids = self._matching(cond)
        return super().update(fields, cond, doc_ids)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """As TinyDB's; only the documents that are meant are decoded for removal."""
        if self._durable is not None and doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        return super().remove(cond, doc_ids)

    def _matching(self, cond: QueryLike | None) -> list[int]:
        return [self.document_id_class(row) for row, doc in self._read_table().items() if cond is None or cond(doc)]

    def __len__(self) -> int:
        storage = self._durable
        return super().__len__() if storage is None else len(self._rows(storage))  # type: ignore[no-untyped-call]


class DurableTinyDB(TinyDB):
    """TinyDB with the storage and tables of this module by default."""

    table_class = DurableTable
    default_storage_class = DurableStorage  # type: ignore[assignment]

    def drop_tables(self) -> None:
        """As TinyDB's, in one change."""
        if isinstance(self.storage, DurableStorage):
            self.storage.drop(list(self.storage.engine.tables))
            self._tables.clear()
        else:
            super().drop_tables()

    def drop_table(self, name: str) -> None:
        """As TinyDB's, in one change."""
        if isinstance(self.storage, DurableStorage):
            self._tables.pop(name, None)
            if name in self.storage.engine.tables:
                self.storage.drop([name])
        else:
            super().drop_table(name)

    def tables(self) -> set[str]:
        """As TinyDB's, without decoding anything."""
        return set(self.storage.engine.tables) if isinstance(self.storage, DurableStorage) else super().tables()
