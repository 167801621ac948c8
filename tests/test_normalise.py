"""Mentions become claims: fields, tables, timelines, lists that carry their noun over, currencies, speakers, what is ignored."""

import pytest

from pipeline import normalise, totals
from pipeline.normalise import read_claims
from tests.claims_at import check, claims_at, claims_of_source
from tests.marks import unmark

TABLE = "| city | people | schools |\n| --- | --- | --- |\n| Turin | [[870,000]] | [[340]] |\n| Bari | [[320,000]] | [[95]] |\n"
YEARS = "| item | 2018 | 2019 |\n|---|---|---|\n| exports | [[$20 million]] | [[$25 million]] |\n| imports | [[$3 million]] | [[$4 million]] |\n"
DIARY = ("Chronology\n\n2009-04-29\n[[Nine sailors]] fell ill in Cadiz.\n\n2009-04-30\nThe port closed. [[Two ships]] left.\n\n"
         "Background\n\nThe port has [[40 cranes]].\n")


@pytest.mark.parametrize(("marked", "wanted"), [
    ("height: [[828 m]]\nfloors: 163\n", {"measure": "height", "value": "828", "unit": "meter"}),
    ("height: 828 m\nfloors: [[163]]\n", {"measure": "floors", "value": "163"}),
    ("Number of schools: [[40]]\nMayor: Ana Ruiz\n", {"measure": "Number of schools", "unit": "school", "unit_basis": "inferred"}),
    ("Opened: [[4 May 1998]]\nMayor: Ana Ruiz\n", {"measure": "Opened", "value": "1998-05-04"}),
])
def test_a_field_is_named_by_its_key(marked, wanted):
    check(claims_at(marked)[0], wanted)


@pytest.mark.parametrize(("marked", "total"), [
    ("The number of passengers was [[30]] fewer than in May.", ""),
    ("The total number of votes cast for the man who was [[81]] was 12,345.", ""),
    ("The number of cases rose by [[15]].", ""),
    ("The total was up [[12]] on the year.", ""),
    ("The phone number is [[5551234]].", ""),
    ("The total cost of the bridge was [[1,500]].", ""),
    ("The toll of the dead in Gao has climbed to [[40]].", "toll"),
    ("In Gao the total reached [[40]].", "total"),
])
def test_a_total_leads_up_to_its_figure_or_to_none(marked, total):
    text, [(start, _)] = unmark(marked)
    assert totals.named(text, start) == total


DATA = """# Pump

```yaml
Motor:
  power: "[[90 kW]]"   # at 50 Hz
  parts:
    - "[[4]] valves of steel"
    - "[[12 mm]] hose"
hose_length: [[30 m]]
```

```python
power = 70
```
"""


def test_fenced_data_is_named_by_its_keys_and_a_program_claims_nothing():
    power, valves, hose, length = claims_at(DATA)
    check(power, {"measure": "Motor power", "value": "90", "unit": "kilowatt", "quote": 'Motor / power: "90 kW"'})
    check(valves, {"value": "4", "unit": "valve"})
    check(hose, {"value": "12", "unit": "millimeter", "quote": 'Motor / parts / "12 mm hose"'})
    check(length, {"measure": "hose length", "value": "30", "unit": "meter"})
    read = {c["surface"] for c in read_claims(DATA.replace("[[", "").replace("]]", "")) if c["status"] == "read"}
    assert not any("50" in surface or "70" in surface for surface in read)


@pytest.mark.parametrize(("fence", "surface", "measure"), [
    ('```json\n{"tank": {"volume": "60 litres"}}\n```', "", ""),                     # all in one line names nothing
    ('```json\n{\n  "tank": {\n    "volume": "60 litres",\n    "doors": 2\n  }\n}\n```', "60 litres", "tank volume"),
    ("```toml\n[tank]\nvolume = '60 litres'\n```", "60 litres", "tank volume"),
    ("```ini\n; volume = 50 litres\n[tank]\nvolume = 60 litres\n```", "60 litres", "tank volume"),
    ("```yaml\ntank:\n  - name: left\n    volume: 60 litres\n```", "60 litres", "tank volume"),
    ("```\nvolume: 60 litres\n```", "", ""),
    ("```yaml\ntank:\n- 60 litres\n```", "60 litres", "tank"),                          # the mark of an item is no sign
    ("```yaml\nvolume: 60 litres", "60 litres", "volume"),                            # a fence that is never closed
])
def test_languages_of_data(fence, surface, measure):
    read = [(c["surface"], c["measure"]) for c in read_claims(fence) if c["status"] == "read" and "litres" in c["surface"]]
    assert read == ([(surface, measure)] if surface else [])


def test_a_cell_is_named_by_its_row_and_column():
    found = claims_at(TABLE)
    assert [c["measure"] for c in found] == ["Turin people", "Turin schools", "Bari people", "Bari schools"]
    assert found[0]["quote"] == "city | people | schools / Turin | 870,000 | 340"


def test_a_column_of_a_year_gives_its_figures_that_period():
    assert [(c["measure"], c["period"]) for c in claims_at(YEARS)] == [
        ("exports", "2018"), ("exports", "2019"), ("imports", "2018"), ("imports", "2019")]


def test_a_timeline_entry_dates_what_stands_below_it_until_the_next_heading():
    found = claims_at(DIARY)
    assert [(c["as_of"], c["as_of_basis"]) for c in found] == [
        ("2009-04-29", "entry heading"), ("2009-04-30", "entry heading"), ("", "")]


def test_the_date_of_an_entry_is_the_date_of_what_it_tells():
    [date] = claims_at("[[4 May 1998]]\n\nThe bridge opened to traffic. It cost $4 million.\n\n6 May 1998\n\nA lorry fell.\n")
    check(date, {"value": "1998-05-04", "action": "open", "subject": "bridge"})
    assert date["quote"].startswith("4 May 1998 The bridge opened")


@pytest.mark.parametrize(("marked", "wanted"), [
    ("They found seven deaths in Rome, [[two]] in Bari.", {"unit": "death", "unit_basis": "inferred", "measure": "deaths", "scope": "in Bari"}),
    ("Fog stopped 40 % of rail traffic in Peru, [[30 %]] in Chile and 20 % in Brazil.", {"measure": "rail traffic", "scope": "in Chile"}),
    ("Fog stopped 40 % of rail traffic in Peru and [[30 %]] of ships in Chile.", {"measure": "ships"}),
    ("The school trained 360 guides, of whom [[151]] were women.", {"value": "151"}),
    ("In 2018, imports reached $23 million; in 2019, they reached [[$29 million]].", {"measure": "imports"}),
    ("It rained on Sunday. They were [[$29 million]].", {"measure": ""}),
    # the total that a long clause leads up from; the disasters lend it no unit
    ("The toll from one of the worst floods in the Orla valley rose to [[90]].", {"measure": "toll", "unit": ""}),
    ("The number of people who are missing after Monday's fire grew to [[159]].", {"measure": "number of people"}),
    ("This brings the total number of confirmed dead in the building to [[11]].", {"measure": "total number of confirmed dead"}),
    ("The latest toll after the 6.1 magnitude quake in Peru is now [[2,000]].", {"measure": "latest toll", "unit": ""}),
    ("The number of nurses at the clinic fell to [[310]].", {"measure": "number of nurses", "unit": "nurse"}),
    ("The total length of the bridge in Gao was [[1,200]].", {"measure": "total length of the bridge in Gao"}),
    ("In the year after the war in Orla exports were [[$5 million]].", {"measure": "war in Orla exports"}),
    ("The bill for the bridge over the Orla in Tessaou has risen to [[$40 million]].", {"measure": "bill for the bridge"}),
    ("The bank lifted its forecast to [[3.1 %]].", {"measure": "forecast"}),
    # people that no noun names; the storeys of a tower and the magnitude of a quake count nothing else
    ("A 12-storey block fell and [[150]] remain unaccounted for.", {"unit": "person", "unit_basis": "inferred"}),
    ("The 6.1 magnitude quake killed more than [[2,000]].", {"unit": "person", "action": "kill"}),
    ("The storm swept in, injuring [[1,680]] and ruining crops.", {"unit": "person"}),
    ("Some 300 sailors came, [[12]] were hurt.", {"unit": "sailor"}),
    ("Four bodies were found, [[149]] are missing.", {"unit": "person", "measure": "missing"}),
    ("The frost killed [[40 sheep]].", {"unit": "sheep"}),
    ("It killed [[40]] birds.", {"unit": "bird"}),
    ("[[9,400]] voted Yes.", {"unit": "person"}),
    ("[[40]] Missing After Ferry Sinks", {"unit": "person", "measure": "missing"}),
    # a clause whose verb is left out has a subject of its own
    # a list of shares, each with its label; a clause without a verb is of the time of the one before it; what is compared with
    ("The guests were 40 % boys, 70 % locals and [[12 % sailors]].", {"measure": "sailors"}),
    ("Exports to the US fell 5 % in May 2019, exports to Peru [[7 %]].", {"measure": "exports to Peru", "period": "2019-05"}),
    ("Chad counted 40 cases and 12 deaths, Niger [[1,300 cases]] and 90 deaths.", {"subject": "Niger", "measure": "cases"}),
    ("The mast is taller than the Town Hall ([[84 m]]).", {"subject": "Town Hall"}),
    ("Exports to the US fell 5 %, exports to Peru [[7 %]].", {"measure": "exports to Peru", "subject": "exports to Peru", "action": "fall"}),
    ("Exports to the US fell [[5 %]], exports to Peru 7 %.", {"subject": "Exports to the US"}),
    ("Linen sales fell 5 % to $12 million, wool sales 7 % to [[$4 million]].", {"measure": "wool sales", "subject": "wool sales"}),
    ("Wages rose 4 percent, rents 10 percent and fares [[2 percent]].", {"measure": "fares", "subject": "fares", "action": "rise"}),
    ("Imports rose to 1.2 trillion euros and exports to [[1.35 trillion]].", {"unit": "EUR", "measure": "exports", "value": "1350000000000"}),
    ("Grain exports to Peru fell by [[9 %]] to $97 million.", {"measure": "Grain exports to Peru", "action": "fall"}),
    ("Wages rose 4 percent, a record [[10 percent]] in Bergen.", {"subject": "Wages"}),
    ("Wages rose 4 percent and last year [[3 percent]].", {"subject": "Wages"}),
    ("The council passed the plan 31-[[12]] on Monday.", {"value": "12", "unit": "vote", "measure": "votes against", "subject": "council"}),
    ("The council passed the plan [[31]]-12 on Monday.", {"value": "31", "unit": "vote", "measure": "votes", "subject": "council"}),
    ("Arden lost 3-[[14]] in the rain.", {"value": "14", "unit": "point", "measure": "points against", "subject": "Arden"}),
])
def test_what_a_list_or_a_pronoun_leaves_out_is_carried_over(marked, wanted):
    check(claims_at(marked)[0], wanted)


@pytest.mark.parametrize(("marked", "source", "unit", "basis"), [
    ("The dam cost [[$80 million]].", {}, "$", "printed"),
    ("The dam cost [[$80 million]].", {"country": "CA"}, "CAD", "inferred"),
    ("The dam cost [[$80 million]].", {"country": "au"}, "AUD", "inferred"),
    ("The dam cost [[$80 million]].", {"country": "CA", "currency": "USD"}, "USD", "inferred"),
    ("The dam cost [[US$80 million]].", {"country": "CA"}, "USD", "printed"),
    ("The dam cost [[€80 million]].", {"country": "CA"}, "EUR", "printed"),
    ("Oil sold at [[$80 per barrel]].", {"country": "US"}, "USD/barrel", "inferred"),
    ("The dam cost [[$80 million]].", {"country": "FR"}, "$", "printed"),
])
def test_a_bare_dollar_is_the_dollar_of_the_country(marked, source, unit, basis):
    check(claims_of_source(marked, **source)[0], {"unit": unit, "unit_basis": basis})


@pytest.mark.parametrize("country", ["", "XX", "FR"])
def test_no_dollar_is_guessed_where_none_is_known(country):
    assert normalise.country_currency(country) == ""


@pytest.mark.parametrize(("marked", "speaker"), [
    ("According to the Ministry of Health, [[40 nurses]] left.", "Ministry of Health"),
    ("The ward lost [[40 nurses]], according to Ana Ruiz.", "Ana Ruiz"),
    ("[[Forty cows]] died, the Farm Union reported.", "Farm Union"),
    ("“We lost [[40 cows]],” said Ana Ruiz.", "Ana Ruiz"),
    ("The hospital treated [[32 patients]], Mayor Ana Ruiz said.", "Mayor Ana Ruiz"),
    ("The hospital treated [[32 patients]].", ""),
    ("The report said nothing of [[32 patients]].", ""),
])
def test_who_says_so(marked, speaker):
    check(claims_at(marked)[0], {"attributed_to": speaker})


@pytest.mark.parametrize(("marked", "published", "value"), [
    ("The fair opened in [[May]].", "2015-10-02", "2015-05"),
    ("The fair opened in [[May]].", "", "--05"),
    ("The fair opened [[last year]].", "2015-10-02", "2014"),
    ("On [[5 July]], three fires began.", "2012-09-01", "2012-07-05"),
])
def test_a_relative_time_counts_from_the_document(marked, published, value):
    check(claims_at(marked, published)[0], {"value": value})


@pytest.mark.parametrize(("marked", "why"), [
    ("It burned.\n\nReferences\n\nRossi, A. ([[2010]]). Old roads.\n", "bibliography: no claim"),
    ("It burned.\n\n```\nx = [[5 apples]]\n```\n", "code"),
])
def test_noise_is_ignored_by_name(marked, why):
    check(claims_at(marked)[0], {"status": "ignored", "why": why, "measure": ""})


def test_equal_figures_of_equal_sentences_have_ids_of_their_own_that_keep_their_order():
    first, second = claims_at("We saw [[40 swans]]. We ate.\n\nWe saw [[40 swans]]. We ate.\n")
    [alone] = claims_at("We saw [[40 swans]].")
    assert first["claim_id"] == alone["claim_id"] != second["claim_id"]


def test_an_id_outlives_a_new_layout_and_curly_quotes():
    plain = claims_at('They call it "the [[40 steps]]".')
    curly = claims_at("A banner\n\nThey call\nit “the\u00a0[[40\u00a0steps]]”.")
    assert plain[0]["claim_id"] == curly[0]["claim_id"]


def test_a_table_row_does_not_run_into_the_next():
    [first] = claims_at("| houses | [[12]] |\n| barns | 7 |\n")
    check(first, {"surface": "12", "measure": "houses", "unit": "house"})


def test_the_claim_of_a_page_knows_its_page():
    first, second = claims_of_source("We saw [[40 swans]].\n\nWe ate [[12 figs]].\n", pages="0 18")
    assert (first["page"], second["page"]) == ("1", "2")
    assert (first["line"], second["line"]) == (1, 3)


@pytest.mark.parametrize(("marked", "value"), [
    ("The bridge was finished on 14 December 2004 and opened on [[16 December]].", "2004-12-16"),
    ("The bridge was finished on 28 December 2004. It opened on [[3 January]].", "2005-01-03"),
    ("The bridge was finished on 14 December 2004. It is red. It opens on [[3 May]].", "2020-05-03"),
    ("It was finished in 2004. It opened on [[3 May]].", "2020-05-03"),
])
def test_a_day_without_a_year_is_of_the_year_just_printed(marked, value):
    assert claims_at(marked, "2020-06-01")[0]["value"] == value


@pytest.mark.parametrize(("text", "when"), [
    ("LISBON, 3 May 2011. The mayor thanked 40 crews.", "3 May 2011"),
    ("PORTO, 3 May 2011 (our correspondent). The mayor thanked 40 crews.", "3 May 2011"),
    ("PORTO, May 3 (Agency) 18:31 - The mayor thanked 40 crews.", "May 3"),
    ("Porto, 3 May 2011 – The club sold 40 of its players to a team from the north.", "3 May 2011"),
])
def test_the_date_before_a_report_is_the_documents(text, when):
    found = {c["surface"]: c for c in read_claims(text, "2011-05-03")}
    assert found[when]["measure"] == "date of the document"
    assert {c["as_of_basis"] for c in found.values() if c["kind"] == "count"} == {"document date"}
