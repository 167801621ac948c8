"""What a document's own figures are held to: sentences that must be checked, with their result, and sentences that must not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import schemas, tables
from pipeline.checks import check
from pipeline.normalise import read_claims

# sentence | kind | holds | piece of the explanation
CHECKED = """
It is 55 kilometres (34 miles) from the coast. | conversion | yes | 34 miles
The bridge is 120 metres (394 feet) long. | conversion | yes | 394 feet
The bridge is 120 metres (349 feet) long. | conversion | no | is not 349 feet
The tank holds 200 litres (53 gallons). | conversion | yes | 53 gallons
The statue weighs 204 tonnes (225 short tons). | conversion | yes | 225 short tons
The trail is 100 km (62 miles) long and 2 m wide. | conversion | yes | 62 miles
The trail is 100 km (92 miles) long and 2 m wide. | conversion | no | is not 92 miles
The wreck lies 22 km (12 nautical miles) off the cape. | conversion | yes | 12 nautical miles
The wreck lies 22 km (12 miles) off the cape. | conversion | no | is not 12 miles
The field covers 50 acres (20 hectares). | conversion | yes | 20 hectares
It was updated on Monday, 8 July 2024 by the editors. | weekday | yes | was a Monday
It was updated on Tuesday, 8 July 2024 by the editors. | weekday | no | it was a Monday
The fair opened on Friday, March 3, 1998. | weekday | no | it was a Tuesday
The siege lasted from 3 May 1902 to 13 May 1902, a period of 10 days. | duration | yes | 10 days
The siege lasted from 3 May 1902 to 13 May 1902, a period of 30 days. | duration | no | is not 30 days
He reigned from 1900 to 1946, for 46 years. | duration | yes | 46 years
He reigned from 1900 to 1946, for 64 years. | duration | no | is not 64 years
Anna Berg (born 3 May 1920) died on 4 June 2001, aged 81. | duration | yes | an age of 81
Anna Berg, born on 3 May 1920, died on 4 June 2001 at the age of 85. | duration | no | not 85
Work began in 2004 and was finished five years later in 2009. | duration | yes | later than 2004
In 2019, the 50th anniversary of the 1969 landing, the museum opened. | anniversary | yes | 50 years
In 2019, the 40th anniversary of the 1969 landing, the museum opened. | anniversary | no | 50 years
It hired 65 people: 20 nurses, 30 cooks and 15 drivers. | sum | yes | make 65 people
It hired 60 people: 20 nurses, 30 cooks and 15 drivers. | sum | no | make 65
Trade reached $23.1 million, including $20.9 million in exports and $2.2 million in imports. | sum | yes | $20.9 million
The film made $5 million at home and $4 million abroad, for a total of $9 million. | sum | yes | $9 million
The film made $5 million at home and $3 million abroad, for a total of $9 million. | sum | no | not $9 million
Of 400 pupils, 100 (25 percent) failed. | share | yes | 25 percent
Of 400 pupils, 100 (35 percent) failed. | share | no | is not 35 percent
151 of 360 (42 percent) were women. | share | yes | 42 percent
151 of 360 (52 percent) were women. | share | no | is not 52 percent
The court counted 520,000 appeals, about one third of the 1.6 million appeals of 2000. | share | yes | one third
Sales rose from 200 to 250, an increase of 25 percent. | difference | yes | 25 percent
Sales rose from $200 million to $250 million, up 30 percent. | difference | no | it is 25 percent
The guide names the three rivers: the Aa, the Bode and the Elbe. | count | yes | 3 are listed
The flag has four colours (red, green and blue). | count | no | 3 are listed
The club has 300 members, of whom 180 members are women and 110 members are men. | sum | no | make 290
The ship carried 4,252 people: 3,229 passengers and 1,023 crew. | sum | yes | make 4,252
The home has 52⏎residents: 30 women and 22 men. | sum | yes | make 52
""".strip().splitlines()

# nothing in these ties the figures surely: they may be right whatever they are
SILENT = """
The budget is $9 million, including $3 million for roads and $2 million for schools.
The band has five members, such as Anna, Bert and Carl.
He met three ministers (and their aides).
On Friday the shop opened. On 8 July 2024 it closed.
The race was won by 20 seconds (a record).
Some 360 guides were trained, of which 151 were women.
He works 40 hours (5 days) a week.
The team won 20 games and lost 12 in 2014 and 2015.
The hall seats 900 people; 300 tickets were sold on Monday and 200 on Tuesday.
It rained for 40 days. The flood came on 3 May 1902.
In 2019, the 50th anniversary show drew crowds to the town of 1969 houses.
The three rivers flood every 10 years: first the Aa, then the others.
Prices rose from May to June by 3 percent.
The lorry carries 20 tons (18 tonnes).
The district counted 912 suspected cases and 386 deaths (398 cases and 154 deaths having been confirmed).
The farm lost 40 cows and 25 sheep (12 and 9 of them to wolves).
The clinic saw 300 patients (120 men and 90 women confirmed).
Roads: $26m⏎Schools: $8m⏎Around $14m of the money for roads is for bridges and $7.85m for tunnels.
Harbour: 90 boats⏎Marina: 40 boats and 30 boats
The town has 3 schools: 200 pupils and 14 teachers.
The strike ballot ended with 55.3% voting against and 44.7% voting in favour. A ballot was also held in 1979. On that occasion 51.6% voted in favour.
A survey estimated the total otter population at 245 animals (CV = 73 percent, 95 percent CI 68-884). A later survey put the total otter population at 59 (95 percent CRI 22-145).
""".strip().splitlines()


def rows(text):
    return check(read_claims(text), text)


@pytest.mark.parametrize("line", CHECKED, ids=lambda line: line.split("|")[0].strip()[:60])
def test_checked(line):
    text, kind, holds, piece = (cell.strip() for cell in line.split("|"))
    found = [row for row in rows(text.replace("⏎", "\n")) if row["kind"] == kind]
    assert [row["holds"] for row in found] == [holds], found
    assert piece in found[0]["explanation"]


@pytest.mark.parametrize("text", SILENT)
def test_no_false_alarm(text):
    assert [row for row in rows(text.replace("⏎", "\n")) if row["holds"] == "no"] == []


def test_rows_fit_the_table_and_name_claims_of_the_text():
    text = "\n\n".join(line.split("|")[0].strip() for line in CHECKED)
    claims = read_claims(text)
    found = check(claims, text)
    tables.validate("checks", tables.frame("checks", found), "checks")
    assert list(found[0]) == schemas.columns("checks")
    known = {c["claim_id"] for c in claims}
    assert all(set(row["claim_ids"].split()) <= known for row in found)


def test_a_check_that_a_document_repeats_is_one_row():
    text = "It is 120 metres (349 feet) long.\n\nThe bridge, 120 metres (349 feet) long, was closed."
    [row] = rows(text)
    assert row["holds"] == "no" and len(row["claim_ids"].split()) == 4


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 ,.():%$abcdefm of and total from to in days 19", max_size=120))
def test_never_raises(text):
    assert isinstance(rows(text), list)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 400), st.integers(2, 400), st.integers(-3, 3))
def test_a_sum_holds_exactly_when_it_does(a, b, slip):
    whole = a + b + slip
    found = [row for row in rows(f"The club has {whole} members: {a} women and {b} men.") if row["kind"] == "sum"]
    assert all((row["holds"] == "yes") == (slip == 0) for row in found if "make" in row["explanation"])
