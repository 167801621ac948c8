"""What `report_fixture` makes its tables from: sources, claims with their quotes in raw/, facts and discrepancies."""

SOURCES = {
    "gac-engagement": {
        "title": "Canada’s engagement in Mali",
        "publisher": "Global Affairs Canada",
        "kind": "government",
        "published_basis": "unknown",
        "url": "https://example.org/mali?lang=eng",
        "standing": "primary",
        "reliability": "0.58",
    },
    "gac-backgrounder": {
        "title": "Backgrounder - Bilateral Relations",
        "publisher": "Global Affairs Canada",
        "kind": "government",
        "published": "2018-07-05",
        "published_basis": "printed",
        "standing": "primary",
        "reliability": "0.6",
    },
    "dmc-un-missions": {
        "title": "Canadian UN Missions in Mali",
        "publisher": "DMC",
        "author": "Patrick-Aurel Fournier",
        "kind": "essay",
        "published": "2023-06-15",
        "published_basis": "not_before",
        "cites": "gac-engagement",
        "standing": "secondary",
        "reliability": "0.5",
    },
    "canadian-press": {
        "title": "Canada faces fresh calls",
        "publisher": "The Canadian Press",
        "kind": "press",
        "published": "2020-11-15",
        "published_basis": "printed",
        "standing": "secondary",
        "reliability": "0.5",
    },
}
# name, source, quote, surface, reading: (kind, value, low, high, bound, unit), further columns
CLAIMS = [
    (
        "a360",
        "gac-engagement",
        "As result of a project with Search for Common Ground, 360 peace ambassadors were trained on leadership,"
        " conflict transformation, and peacebuilding in Central and Northern Mali, of which 151 were women.",
        "360 peace ambassadors",
        ("count", "360", "360", "360", "exact", "peace ambassador"),
        {},
    ),
    (
        "w151",
        "gac-engagement",
        "As result of a project with Search for Common Ground, 360 peace ambassadors were trained on leadership,"
        " conflict transformation, and peacebuilding in Central and Northern Mali, of which 151 were women.",
        "151 were women",
        ("count", "151", "151", "151", "exact", "woman"),
        {"part_of": "a360"},
    ),
    (
        "a350",
        "dmc-un-missions",
        "For example, as a result of a project with partner\u00a0Search for Common Ground, 350 peace ambassadors,"
        " of which 151 are women, were trained on conflict transformation, leadership, and"
        " peacebuilding in central and northern Mali.",
        "350 peace ambassadors",
        ("count", "350", "350", "350", "exact", "peace ambassador"),
        {},
    ),
    (
        "x151",
        "dmc-un-missions",
        "For example, as a result of a project with partner\u00a0Search for Common Ground, 350 peace ambassadors,"
        " of which 151 are women, were trained on conflict transformation, leadership, and"
        " peacebuilding in central and northern Mali.",
        "151 are women",
        ("count", "151", "151", "151", "exact", "woman"),
        {"part_of": "a350"},
    ),
    (
        "b16",
        "gac-engagement",
        "Since 2000, Canada has provided over $1.6 billion in international assistance to Mali, including"
        " $139.93 million in 2018 to 2019.",
        "over $1.6 billion",
        ("money", "1600000000", "1600000000", "", "more_than", "CAD"),
        {"period": "2000/..", "as_of": "2019", "unit_basis": "inferred"},
    ),
    (
        "y139",
        "gac-engagement",
        "Since 2000, Canada has provided over $1.6 billion in international assistance to Mali, including"
        " $139.93 million in 2018 to 2019.",
        "$139.93 million",
        ("money", "139930000", "139930000", "139930000", "exact", "CAD"),
        {"period": "2018/2019", "unit_basis": "inferred"},
    ),
    (
        "b18",
        "dmc-un-missions",
        "Since 2000, Canada has provided more than $1.8\u00a0billion in assistance to Mali, including"
        " $119.9\u00a0million"
        " in 2021/2022.",
        "more than $1.8\u00a0billion",
        ("money", "1800000000", "1800000000", "", "more_than", "CAD"),
        {"period": "2000/..", "as_of": "2022", "unit_basis": "inferred"},
    ),
    (
        "bvague",
        "canadian-press",
        "That is despite the peacekeeping mission and hundreds of millions in foreign aid over the years.",
        "hundreds of millions",
        ("money", "", "100000000", "1000000000", "vague", "CAD"),
        {"as_of": "2020-11-15", "unit_basis": "inferred"},
    ),
    (
        "djul",
        "dmc-un-missions",
        "Up to the end of the operation in July 2014, the Canadian Air Task Force to Mali conducted 48 flights"
        " to transport more than 3.5 million pounds of cargo.",
        "July 2014",
        ("date", "2014-07", "2014-07-01", "2014-07-31", "exact", ""),
        {},
    ),
    (
        "daug",
        "gac-backgrounder",
        "In August 2014, France renamed the operation “Barkhane” and expanded it to the five Sahel countries"
        " (Burkina Faso, Chad, Mali, Mauritania, Niger) in August 2014.",
        "August 2014",
        ("date", "2014-08", "2014-08-01", "2014-08-31", "exact", ""),
        {},
    ),
    (
        "t30a",
        "gac-engagement",
        "Canada has invested more than $30 million from 2016-2019 and is providing an additional $28 million"
        " for the 2019-2022 period in Mali and the Sahel in support of civil society organizations, international"
        " non-governmental"
        " organizations, Malian authorities and the United Nations.",
        "more than $30 million",
        ("money", "30000000", "30000000", "", "more_than", "CAD"),
        {"period": "2016/2019"},
    ),
    (
        "t30b",
        "gac-backgrounder",
        "As part of this effort, Canada’s Peace and Stabilization Operations Program (PSOPs) has invested more"
        " than $30M over the 2016-2019 period (both bilaterally and through UN channels).",
        "more than $30M",
        ("money", "30000000", "30000000", "", "more_than", "CAD"),
        {"period": "2016/2019"},
    ),
    (
        "trade",
        "gac-engagement",
        "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
        " $2.2 million in imports.",
        "$23.1 million",
        ("money", "23100000", "23100000", "23100000", "exact", "CAD"),
        {"period": "2018"},
    ),
    (
        "exports",
        "gac-engagement",
        "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
        " $2.2 million in imports.",
        "$20.9 million",
        ("money", "20900000", "20900000", "20900000", "exact", "CAD"),
        {"period": "2018", "part_of": "trade"},
    ),
    (
        "imports",
        "gac-engagement",
        "In 2018, bilateral merchandise trade reached $23.1 million, including $20.9 million in exports and"
        " $2.2 million in imports.",
        "$2.2 million",
        ("money", "2200000", "2200000", "2200000", "exact", "CAD"),
        {"period": "2018", "part_of": "trade"},
    ),
    (
        "pa",
        "canadian-press",
        "For his part, France’s special envoy to the Sahel told the panel that his country sees Canada as an"
        " important partner in the region.",
        "his",
        ("rank", "1", "1", "1", "exact", ""),
        {},
    ),
    (
        "noise",
        "gac-backgrounder",
        "2018-07-05",
        "2018-07-05",
        ("identifier", "", "", "", "exact", ""),
        {"status": "ignored", "why": "date of the page"},
    ),
]
FACTS = [
    (
        "How many peace ambassadors were trained with Search for Common Ground?",
        "conflict",
        ["a360", "a350"],
        "a360",
        "primary",
    ),
    ("How many of the peace ambassadors were women?", "agree", ["w151", "x151"], "w151", "agreement"),
    (
        "How much international assistance has Canada provided to Mali since 2000?",
        "updated",
        ["b16", "b18", "bvague"],
        "b18",
        "latest",
    ),
    ("When did Operation Serval end?", "conflict", ["djul", "daug"], "", ""),
    (
        "How much has the Peace and Stabilization Operations Program invested in 2016 to 2019?",
        "agree",
        ["t30a", "t30b"],
        "t30a",
        "agreement",
    ),
    ("How much did Canada provide to Mali in 2018 to 2019?", "single", ["y139"], "y139", "only"),
    ("How much was bilateral merchandise trade in 2018?", "single", ["trade"], "trade", "only"),
    ("How much were exports in 2018?", "single", ["exports"], "exports", "only"),
    ("How much were imports in 2018?", "single", ["imports"], "imports", "only"),
    ("What rank is it?", "single", ["pa"], "pa", "only"),
]
DISCREPANCIES = [
    (
        "conflict",
        "high",
        ["a360", "a350"],
        "360 [gac-engagement] against 350 [dmc-un-missions]",
        "360 | 350",
        "0.0278",
        "Both sentences speak of the project with Search for Common Ground and of the same 151 women. Neither"
        " figure is hedged,"
        " and they are 10 apart.",
        "360, because the essay cites the page and is no second witness.",
    ),
    (
        "updated",
        "medium",
        ["b16", "b18", "bvague"],
        "over $1.6 billion [gac-engagement] against more than $1.8 billion [dmc-un-missions]",
        "> 1600000000 | > 1800000000 | 100000000..1000000000",
        "0.1111",
        "A running total since 2000. The figures are floors as of 2019 and 2022, so both can hold.",
        "more than $1.8 billion, the latest.",
    ),
    (
        "conflict",
        "low",
        ["djul", "daug"],
        "July 2014 [dmc-un-missions] against August 2014 [gac-backgrounder]",
        "2014-07 | 2014-08",
        "31",
        "The two months do not meet. One sentence speaks of an end, the other of a new name.",
        "none; look at the wording.",
    ),
]
