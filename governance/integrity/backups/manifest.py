"""The manifest of an archive: its head, files with their owners, and files damaged at the time of the backup."""

import json
from dataclasses import dataclass, field
from typing import Any

import jsonschema

FORMAT = "secrel.backup/2"
FORMAT_BEFORE = "secrel.backup/1"
"""Its manifest has the digests of files only, and nothing about the dump."""

MOST_BYTES = 512 * 1024 * 1024
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_OWNERS = {"type": "array", "items": {"type": "string", "maxLength": 500}}
_HEAD = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, _DIGEST],
    "minItems": 2,
    "maxItems": 2,
}
_SIZE = {"type": "integer", "minimum": 0}
_NAMED = {"propertyNames": _DIGEST, "type": "object"}
SCHEMAS: dict[str, dict[str, Any]] = {
    FORMAT: {
        "type": "object",
        "required": ["head", "dump", "files", "damage"],
        "properties": {
            "head": _HEAD,
            "dump": {
                "type": "object",
                "required": ["digest", "size"],
                "properties": {"digest": _DIGEST, "size": _SIZE},
            },
            "files": _NAMED
            | {
                "additionalProperties": {
                    "type": "object",
                    "required": ["size", "of"],
                    "properties": {"size": _SIZE, "of": _OWNERS},
                }
            },
            "damage": _NAMED
            | {
                "additionalProperties": {
                    "type": "object",
                    "required": ["fault", "of"],
                    "properties": {"fault": {"type": "string", "maxLength": 500}, "of": _OWNERS},
                }
            },
        },
    },
    FORMAT_BEFORE: {
        "type": "object",
        "required": ["head", "files"],
        "properties": {"head": _HEAD, "files": {"type": "array", "items": _DIGEST}},
    },
}


class BackupRefused(Exception):
    """A backup or restore cannot be made. The message says why, and what to do."""


@dataclass(frozen=True)
class DamagedMember:
    """A file that is missing or does not match its digest, and what it belongs to."""

    name: str
    fault: str
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        owners = f" It belongs to {', '.join(self.of)}." if self.of else ""
        return f"{self.name} {self.fault}.{owners}"


@dataclass(frozen=True)
class StoredMember:
    """A file in an archive. The size is None in a manifest of the format before."""

    size: int | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The content of an archive, as its manifest lists it."""

    head: tuple[int, str]
    named: dict[str, StoredMember]
    damage: list[DamagedMember] = field(default_factory=list)
    dump: tuple[str, int] | None = None
    """SHA-256 and size of the database's dump; None in a manifest of the format before."""

    @property
    def files(self) -> list[str]:
        return list(self.named)


def file_name(digest: str) -> str:
    return f"The file {digest[:12]}"


def manifest_text(held: Manifest, damage: dict[str, DamagedMember]) -> bytes:
    """The manifest of an archive that is being written; `damage` is by digest."""
    digest, size = held.dump or ("", 0)
    data = {
        "format": FORMAT,
        "head": list(held.head),
        "dump": {"digest": digest, "size": size},
        "files": {digest: {"size": row.size, "of": row.of} for digest, row in held.named.items()},
        "damage": {digest: {"fault": row.fault, "of": row.of} for digest, row in damage.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest; raises BackupRefused where it is not valid."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BackupRefused(
            f"The archive's manifest cannot be read ({error}). Use an earlier archive."
        ) from error
    format_name = data.get("format") if isinstance(data, dict) else None
    if not isinstance(format_name, str) or format_name not in SCHEMAS:
        raise BackupRefused(
            f"This is not a backup that this version can read: its format is {str(format_name)[:80]!r}, "
            f"not {FORMAT!r}. If a later version of secrel wrote it, restore it with that version."
        )
    fault = next(jsonschema.Draft202012Validator(SCHEMAS[format_name]).iter_errors(data), None)
    if fault is not None:
        place = "/".join(str(part)[:64] for part in fault.absolute_path) or "its beginning"
        raise BackupRefused(
            f"The archive's manifest is not valid: {fault.message[:200]} (at {place}). "
            "Use an earlier archive."
        )
    position, digest = data["head"]
    if format_name == FORMAT_BEFORE:
        return Manifest((position, digest), {name: StoredMember(None) for name in data["files"]})
    return Manifest(
        (position, digest),
        {name: StoredMember(row["size"], tuple(row["of"])) for name, row in data["files"].items()},
        [
            DamagedMember(file_name(name), row["fault"], tuple(row["of"]))
            for name, row in data["damage"].items()
        ],
        (data["dump"]["digest"], data["dump"]["size"]),
    )
