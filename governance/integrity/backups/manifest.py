"""The manifest of an archive: what it holds, what each file belongs to, and what was damaged when it was made."""

import json
from dataclasses import dataclass, field
from typing import Any

import jsonschema

FORMAT = "secrel.backup/2"
FORMAT_BEFORE = "secrel.backup/1"
"""Its manifest lists the files' digests alone, and says nothing of the dump."""

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
    """Says why a backup or a restore was not made, and what to do."""


@dataclass(frozen=True)
class Damaged:
    """A file that is missing or not what its digest says, and what it belongs to."""

    name: str
    fault: str
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        owners = f" It belongs to {', '.join(self.of)}." if self.of else ""
        return f"{self.name} {self.fault}.{owners}"


@dataclass(frozen=True)
class Stored:
    """A file that an archive holds. The size is None where the manifest is of the version before."""

    size: int | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """What an archive holds, as its manifest says."""

    head: tuple[int, str]
    named: dict[str, Stored]
    damage: list[Damaged] = field(default_factory=list)
    dump: tuple[str, int] | None = None
    """SHA-256 and size of the database's dump; None where the manifest is of the version before."""

    @property
    def files(self) -> list[str]:
        return list(self.named)


def file_name(digest: str) -> str:
    return f"The file {digest[:12]}"


def manifest_text(held: Held, damage: dict[str, Damaged]) -> bytes:
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


def read_manifest(text: bytes) -> Held:
    """What the text says; raises BackupRefused with what is wrong with it."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BackupRefused(
            f"The archive's manifest cannot be read ({error}). Use an earlier archive."
        ) from error
    known = said.get("format") if isinstance(said, dict) else None
    if not isinstance(known, str) or known not in SCHEMAS:
        raise BackupRefused(
            f"This is not a backup that this version can read: it says {str(known)[:80]!r}, not {FORMAT!r}. "
            "If a later version of secrel wrote it, restore it with that version."
        )
    fault = next(jsonschema.Draft202012Validator(SCHEMAS[known]).iter_errors(said), None)
    if fault is not None:
        place = "/".join(str(part)[:64] for part in fault.absolute_path) or "its beginning"
        raise BackupRefused(
            f"The archive's manifest is not valid: {fault.message[:200]} (at {place}). "
            "Use an earlier archive."
        )
    position, digest = said["head"]
    if known == FORMAT_BEFORE:
        return Held((position, digest), {name: Stored(None) for name in said["files"]})
    return Held(
        (position, digest),
        {name: Stored(row["size"], tuple(row["of"])) for name, row in said["files"].items()},
        [Damaged(file_name(name), row["fault"], tuple(row["of"])) for name, row in said["damage"].items()],
        (said["dump"]["digest"], said["dump"]["size"]),
    )
