"""`theodolite check`: every rule over the whole catalogue, yours and ours."""

from __future__ import annotations

from itertools import groupby

from theodolite.cli.options import Given, print_json, verb


@verb
def check(
    given: Given,
) -> int:
    """Hold every rule against the whole catalogue and print what breaks one; exit 1 where something does."""
    from theodolite.core.check import check as find
    from theodolite.core.check import rules
    from theodolite.core.prose import counted

    known, findings = rules(), find(given.open_catalog())
    if given.json:
        rows = [{"rule": f.rule, "where": f.where, "what": f.what, "expected": f.expected} for f in findings]
        print_json({"rules": list(known), "findings": rows})
        return 1 if findings else 0
    for name, group in groupby(findings, key=lambda finding: finding.rule):
        print(f"{name}: {(known[name].__doc__ or '').strip()}")
        for finding in group:
            print(
                f"  {finding.where}\n    {finding.what}" + (f" (expected: {finding.expected})" * bool(finding.expected))
            )
    count = counted(len(findings), "finding") if findings else "nothing to mend"
    print(f"{len(known)} rules: {count}")
    return 1 if findings else 0
