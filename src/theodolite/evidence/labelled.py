"""Labelled data: what people said of claims, one JSON object a line, for whoever teaches or tests a reader."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from theodolite.core.catalog import Catalog
from theodolite.evidence.keep import from_json
from theodolite.evidence.listing import ALL, Wanted, listed
from theodolite.store.reviews import log
from theodolite.store.rows import ReviewRow
from theodolite.store.workspace import Workspace


def labelled(space: Workspace, catalog: Catalog, wanted: Wanted = ALL) -> bytes:
    """Every reviewed claim that is `wanted` as JSON lines, in the order of a listing.

    Each holds the claim as it was proposed, its state, and its reviews in order: who, what and why, the claim before
    and after. When they were made is not told, so that the same reviews give the same bytes.
    """
    lines: dict[str, list[ReviewRow]] = defaultdict(list)
    for line in log(space):
        lines[line.claim].append(line)
    records: list[dict[str, Any]] = [
        {
            "id": one.claim.id,
            "document": {"id": one.document.id, "file": one.document.file, "title": one.document.title},
            "proposed": from_json(lines[one.claim.id][0].before).as_dict(),
            "state": one.state,
            "reviews": [
                {
                    "line": line.id,
                    "by": line.by,
                    "state": line.state,
                    "reason": line.reason,
                    "before": from_json(line.before).as_dict(),
                    "after": from_json(line.after).as_dict(),
                }
                for line in lines[one.claim.id]
            ],
        }
        for one in listed(space, catalog, wanted).claims
        if one.last is not None
    ]
    return "".join(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records).encode()
