"""Tables of a small build, made by hand from the documents in raw/: what the report, the ledger and the datasets are tested on.

`corpus()` gives the arguments of `report.render`; `many(n)` the same with n further contradictions of made-up documents.
Spans are found in the documents, so the law `text[start:end] == surface` holds here too.
"""

from __future__ import annotations

from pathlib import Path

from pipeline import ids, tables

RAW = Path(__file__).parent.parent / "raw"
SOURCES = {
    "gac-engagement": {"title": "Canada’s engagement in Mali", "publisher": "Global Affairs Canada", "kind": "government",
                       "published_basis": "unknown", "url": "https://example.org/mali?lang=eng", "standing": "primary",
                       "reliability": "0.58"},
    "gac-backgrounder": {"title": "Backgrounder - Bilateral Relations", "publisher": "Global Affairs Canada", "kind": "government",
                         "published": "2018-07-05", "published_basis": "printed", "standing": "primary", "reliability": "0.6"},
    "dmc-un-missions": {"title": "Canadian UN Missions in Mali", "publisher": "DMC", "author": "Patrick-Aurel Fournier",
                        "kind": "essay", "published": "2023-06-15", "published_basis": "not_before", "cites": "gac-engagement",
                        "standing": "secondary", "reliability": "0.5"},
    "canadian-press": {"title": "Canada faces fresh calls", "publisher": "The Canadian Press", "kind": "press",
                       "published": "2020-11-15", "published_basis": "printed", "standing": "secondary", "reliability": "0.5"},
}
# name, source, quote, surface, reading: (kind, value, low, high, bound, unit), further columns
CLAIMS = [
    ("a360", "gac-engagement", "As result of a project with Search for Common Ground, 360 peace ambassadors were trained on leadership,"
     " conflict transformation, and peacebuilding in Central and Northern Mali, of which 151 were women.", "360 peace ambassadors",
     ("count", "360", "360", "360", "exact", "peace ambassador"), {}),
    ("w151", "gac-engagement", "As result of a project with Search for Common Ground, 360 peace ambassadors were trained on leadership,"
     " conflict transformation, and peacebuilding in Central and Northern Mali, of which 151 were women.", "151 were women",
     ("count", "151", "151", "151", "exact", "woman"), {"part_of": "a360"}),
    ("a350", "dmc-un-missions", "For example, as a result of a project with partner\u00a0Search for Common Ground, 350 peace ambassadors,"
     " of which 151 are women, were trained on conflict transformation, leadership, and peacebuilding in central and northern Mali.",
     "350 peace ambassadors", ("count", "350", "350", "350", "exact", "peace ambassador"), {}),
    ("x151", "dmc-un-missions", "For example, as a result of a project with partner\u00a0Search for Common Ground, 350 peace ambassadors,"
     " of which 151 are women, were trained on conflict transformation, leadership, and peacebuilding in central and northern Mali.",
     "151 are women", ("count", "151", "151", "151", "exact", "woman"), {"part_of": "a350"}),
    ("b16", "gac-engagement", "Since 2000, Canada has provided over $1.6 billion in international assistance to Mali, including"
     " $139.93 million in 2018 to 2019.", "over $1.6 billion",
     ("money", "1600000000", "1600000000", "", "more_than", "CAD"), {"period": "2000/..", "as_of": "2019", "unit_basis": "inferred"}),
    ("y139", "gac-engagement", "Since 2000, Canada has provided over $1.6 billion in international assistance to Mali, including"
     " $139.93 million in 2018 to 2019.", "$139.93 million",
     ("money", "139930000", "139930000", "139930000", "exact", "CAD"), {"period": "2018/2019", "unit_basis": "inferred"}),
    ("b18", "dmc-un-missions", "Since 2000, Canada has provided more than $1.8\u00a0billion in assistance to Mali, including $119.9\u00a0million"
     " in 2021/2022.", "more than $1.8\u00a0billion",
     ("money", "1800000000", "1800000000", "", "more_than", "CAD"), {"period": "2000/..", "as_of": "2022", "unit_basis": "inferred"}),
    ("bvague", "canadian-press", "That is despite the peacekeeping mission and hundreds of millions in foreign aid over the years.",
     "hundreds of millions", ("money", "", "100000000", "1000000000", "vague", "CAD"),
     {"as_of": "2020-11-15", "unit_basis": "inferred"}),
    ("djul", "dmc-un-missions", "Up to the end of the operation in July 2014, the Canadian Air Task Force to Mali conducted 48 flights"
     " to transport more than 3.5 million pounds of cargo.", "July 2014",
     ("date", "2014-07", "2014-07-01", "2014-07-31", "exact", ""), {}),
    ("daug", "gac-backgrounder", "In August 2014, France renamed the operation “Barkhane” and expanded it to the five Sahel countries"
     " (Burkina Faso, Chad, Mali, Mauritania, Niger) in August 2014.", "August 2014",
     ("date", "2014-08", "2014-08-01", "2014-08-31", "exact", ""), {}),
    ("t30a", "gac-engagement", "Canada has invested more than $30 million from 2016-2019 and is providing an additional $28 million"
     " for the 2019-2022 period in Mali and the Sahel in support of civil society organizations, international non-governmental"
     " organizations, Malian authorities and the United Nations.", "more than $30 million",
     ("money", "30000000", "30000000", "", "more_than", "CAD"), {"period": "2016/2019"}),
    ("t30b", "gac-backgrounder", "As part of this effort, Canada’s Peace and Stabilization Operations Program (PSOPs) has invested more"
     " than $30M over the 2016-2019 period (both bilaterally and through UN channels).", "more than $30M",
     ("money", "30000000", "30000000", "", "more_than", "CAD"), {"period": "2016/2019"}),
    ("trade", "gac-engagement", "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
     " $2.2 million in imports.", "$23.1 million", ("money", "23100000", "23100000", "23100000", "exact", "CAD"), {"period": "2018"}),
    ("exports", "gac-engagement", "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
     " $2.2 million in imports.", "$20.9 million", ("money", "20900000", "20900000", "20900000", "exact", "CAD"),
     {"period": "2018", "part_of": "trade"}),
    ("imports", "gac-engagement", "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
     " $2.2 million in imports.", "$2.2 million", ("money", "2200000", "2200000", "2200000", "exact", "CAD"),
     {"period": "2018", "part_of": "trade"}),
    ("pa", "canadian-press", "For his part, France’s special envoy to the Sahel told the panel that his country sees Canada as an"
     " important partner in the region.", "his", ("rank", "1", "1", "1", "exact", ""), {}),
    ("noise", "gac-backgrounder", "2018-07-05", "2018-07-05", ("identifier", "", "", "", "exact", ""),
     {"status": "ignored", "why": "date of the page"}),
]
FACTS = [
    ("How many peace ambassadors were trained with Search for Common Ground?", "conflict", ["a360", "a350"], "a360", "primary"),
    ("How many of the peace ambassadors were women?", "agree", ["w151", "x151"], "w151", "agreement"),
    ("How much international assistance has Canada provided to Mali since 2000?", "updated", ["b16", "b18", "bvague"], "b18", "latest"),
    ("When did Operation Serval end?", "conflict", ["djul", "daug"], "", ""),
    ("How much has the Peace and Stabilization Operations Program invested in 2016 to 2019?", "agree", ["t30a", "t30b"], "t30a", "agreement"),
    ("How much did Canada provide to Mali in 2018 to 2019?", "single", ["y139"], "y139", "only"),
    ("How much was bilateral merchandise trade in 2018?", "single", ["trade"], "trade", "only"),
    ("How much were exports in 2018?", "single", ["exports"], "exports", "only"),
    ("How much were imports in 2018?", "single", ["imports"], "imports", "only"),
    ("What rank is it?", "single", ["pa"], "pa", "only"),
]
DISCREPANCIES = [
    ("conflict", "high", ["a360", "a350"], "360 [gac-engagement] against 350 [dmc-un-missions]", "360 | 350", "0.0278",
     "Both sentences speak of the project with Search for Common Ground and of the same 151 women. Neither figure is hedged,"
     " and they are 10 apart.", "360, because the essay cites the page and is no second witness."),
    ("updated", "medium", ["b16", "b18", "bvague"], "over $1.6 billion [gac-engagement] against more than $1.8 billion"
     " [dmc-un-missions]", "> 1600000000 | > 1800000000 | 100000000..1000000000", "0.1111",
     "A running total since 2000. The figures are floors as of 2019 and 2022, so both can hold.", "more than $1.8 billion, the latest."),
    ("conflict", "low", ["djul", "daug"], "July 2014 [dmc-un-missions] against August 2014 [gac-backgrounder]", "2014-07 | 2014-08",
     "31", "The two months do not meet. One sentence speaks of an end, the other of a new name.", "none; look at the wording."),
]


def _claim(name, source, quote, surface, reading, more, texts):
    text = texts[source]
    at = text.index(quote) + quote.index(surface)
    kind, value, low, high, bound, unit = reading
    return {"claim_id": ids.claim_id(source, quote, surface, 0), "source_id": source, "path": f"{source}.txt", "start": at,
            "end": at + len(surface), "line": text.count("\n", 0, at) + 1, "surface": surface, "quote": quote, "kind": kind,
            "value": value, "low": low, "high": high, "bound": bound, "unit": unit, "status": "read", "modality": "stated",
            "why": f"{kind}.rule"} | more


def rows(texts=None) -> dict:
    """Lists of dicts for every table, and `ids`: short name -> claim id."""
    texts = texts or {name: (RAW / f"{name}.txt").read_text(encoding="utf-8") for name in SOURCES}
    claims = {name: _claim(name, *rest, texts) for name, *rest in CLAIMS}
    named = {name: claim["claim_id"] for name, claim in claims.items()}
    facts = []
    for question, status, members, chosen, basis in FACTS:
        fact = ids.fact_id(named[m] for m in members)
        best = claims[chosen] if chosen else {}
        witnesses = {claims[m]["source_id"] for m in members}
        facts.append({"fact_id": fact, "question": question, "status": status, "basis": basis, "decided": "no",
                      "chosen_claim_id": best.get("claim_id", ""), "confidence": "0.70" if chosen else "0.00",
                      "value": best.get("value", ""), "low": best.get("low", ""), "high": best.get("high", ""),
                      "bound": best.get("bound", ""), "unit": claims[members[0]]["unit"], "n_claims": len(members),
                      "as_of": best.get("as_of", ""), "period": claims[members[0]].get("period", ""),
                      "n_sources": len(witnesses), "n_independent": len(witnesses),
                      "why": f"{best['surface']}: {basis}." if chosen else "No sound basis for a choice."})
        for member in members:
            role = "chosen" if member == chosen else "agrees" if status == "agree" else "differs"
            claims[member] |= {"fact_id": fact, "role": role, "match_why": "same project, same part"}
    for claim in claims.values():
        claim["part_of"] = named.get(claim.get("part_of", ""), "")
    discrepancies = [
        {"discrepancy_id": ids.discrepancy_id(kind, [named[m] for m in members]), "fact_id": claims[members[0]]["fact_id"],
         "kind": kind, "severity": severity, "summary": summary, "values": values, "spread": spread, "explanation": explanation,
         "suggestion": suggestion, "state": "open", "claim_ids": " ".join(named[m] for m in members)}
        for kind, severity, members, summary, values, spread, explanation, suggestion in DISCREPANCIES]
    checks = [{"source_id": "gac-engagement", "kind": "sum", "holds": "yes", "stated": "23100000", "computed": "23100000",
               "explanation": "$20.9 million and $2.2 million make $23.1 million.",
               "claim_ids": " ".join(named[m] for m in ("trade", "exports", "imports"))}]
    proposals = [{"claim_a": min(named["y139"], named["b18"]), "claim_b": max(named["y139"], named["b18"]), "score": "0.47",
                  "why": "same giver and receiver; the period differs"}]
    sources = [{"source_id": name, "path": f"{name}.txt", "published_basis": "unknown", "sha256": "0" * 64, "status": "read",
                "country": "CA", "currency": "CAD", "agreement": "0.75",
                "n_claims": sum(c["source_id"] == name for c in claims.values()), "n_shared": 2} | given
               for name, given in SOURCES.items()]
    return {"claims": list(claims.values()), "facts": facts, "discrepancies": discrepancies, "sources": sources,
            "proposals": proposals, "checks": checks, "decisions": [], "texts": texts, "ids": named}


def frames(found: dict) -> dict:
    """The arguments of `report.render` from what `rows` gives."""
    names = ("claims", "facts", "discrepancies", "sources", "proposals", "checks", "decisions")
    made = {name: tables.validate(name, tables.order(name, tables.frame(name, found[name])), name)
            if name != "decisions" else tables.frame(name, found[name]) for name in names}
    return made | {"texts": found["texts"], "title": "Canada in Mali"}


def corpus() -> dict:
    return frames(rows())


def many(count: int) -> dict:
    """`corpus()` with `count` further contradictions, each between two of `count // 10` made-up documents."""
    found = rows()
    documents = [f"made-{n:04d}" for n in range(max(2, count // 10))]
    texts = dict.fromkeys(documents, "")
    for n in range(count):
        members = []
        for side in range(2):
            source = documents[(n + side) % len(documents)]
            quote = (f"In district {n} the survey of the water board counted {1000 + n + side * (1 + n % 9)} wells in use at the end"
                     f" of the season, of which {100 + n} were new, and the board promised to publish the list.")
            surface = f"{1000 + n + side * (1 + n % 9)} wells"
            at = len(texts[source]) + quote.index(surface)
            texts[source] += quote + "\n\n"
            value = surface.split()[0]
            members.append({"claim_id": ids.claim_id(source, quote, surface, 0), "source_id": source, "path": f"{source}.txt",
                            "start": at, "end": at + len(surface), "line": texts[source].count("\n", 0, at) + 1,
                            "surface": surface, "quote": quote, "kind": "count", "value": value, "low": value, "high": value,
                            "bound": "exact", "unit": "well", "status": "read", "modality": "stated", "why": "count.noun",
                            "role": "differs"})
        fact = ids.fact_id(m["claim_id"] for m in members)
        for member in members:
            member["fact_id"] = fact
        found["claims"] += members
        found["facts"].append({"fact_id": fact, "question": f"How many wells were in use in district {n}?", "status": "conflict",
                               "unit": "well", "n_claims": 2, "n_sources": 2, "n_independent": 2, "decided": "no",
                               "confidence": "0.00", "why": "No sound basis for a choice."})
        found["discrepancies"].append(
            {"discrepancy_id": ids.discrepancy_id("conflict", [m["claim_id"] for m in members]), "fact_id": fact,
             "kind": "conflict", "severity": ("high", "medium", "low")[n % 3], "state": "open", "spread": f"0.{n % 97:02d}",
             "summary": " against ".join(f"{m['value']} [{m['source_id']}]" for m in members),
             "values": " | ".join(m["value"] for m in members), "explanation": "Both speak of the same district. They differ.",
             "suggestion": "none; neither is hedged.", "claim_ids": " ".join(m["claim_id"] for m in members)})
    found["sources"] += [{"source_id": name, "path": f"{name}.txt", "published_basis": "unknown", "sha256": "0" * 64,
                          "status": "read", "publisher": "Water board", "kind": "report",
                          "n_claims": sum(c["source_id"] == name for c in found["claims"])} for name in documents]
    found["texts"] = found["texts"] | texts
    return frames(found)
