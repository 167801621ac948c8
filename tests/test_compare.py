"""Two passages, the verdict and a piece of its reason: one row a phenomenon, from many topics."""

from __future__ import annotations

import pytest

from pipeline.pairs import compare_passages

# name | passage | passage | verdict | piece of the reason
ROWS = """
equal counts | The orchestra has 84 musicians. | There are 84 musicians in the orchestra. | agree | both say 84 musicians
equal counts, spelled | Seven climbers reached the summit. | 7 climbers reached the summit on foot. | agree | same reading
equal money | The bridge cost $40 million. | The city paid $40 million for the bridge. | agree | $40 million
equal money, other spelling | The museum raised £2.5m for its new wing. | The museum has raised £2.5 million for the wing. | agree | same reading
equal dates, other order | The ferry sank on 12 March 1987. | The ferry sank on March 12, 1987. | agree | same reading
equal percentages | Turnout was 61 percent. | Turnout stood at 61%. | agree | same reading
fraction and percentage | A quarter of the students failed the exam. | 25 percent of the students failed the exam. | agree | same reading
half and percentage | Half of the villages lost power. | Some 50 percent of the villages lost power. | agree | same reading
dozen | Two dozen eggs were used for the cake. | The cake was made with 24 eggs. | agree | same reading
hedge with the same figure | About 350 pupils attend the school. | The school is attended by 350 pupils. | agree | same reading
equal ranges | Adult herons weigh between 1 and 2 kilograms. | An adult heron weighs 1 to 2 kilograms. | agree | same reading
equal floors | More than 40 ships took part in the exercise. | Over 40 ships took part in the exercise. | agree | same reading
equal ceilings | The hall seats up to 900 people. | The hall can seat up to 900 people. | agree | both say
equal clock times | The train left at 6:45 p.m. | The train left at 18:45. | agree | same reading
equal ranks | The team finished third in the league. | The team came 3rd in the league. | agree | same reading
weeks and days | The course lasts 2 weeks. | The course lasts 14 days. | agree | in another unit
hours and minutes | The flight takes 3 hours. | The flight takes 180 minutes. | agree | in another unit
years and months | The warranty covers 2 years. | The warranty covers 24 months. | agree | in another unit
kilograms and grams | The parcel weighs 1.5 kg. | The parcel weighs 1,500 grams. | agree | in another unit
metres and kilometres | The tunnel is 2,500 metres long. | The tunnel is 2.5 km long. | agree | in another unit
Indian grouping | The state counted 12,50,000 voters. | The state counted 1,250,000 voters. | agree | same reading
a difference | The tower is 62 feet taller than the dome. | The tower is 900 feet tall. | different_scope | a difference
what is compared with | The mast is taller than the church (84 m). | The mast is 96 metres tall. | different_scope | compared with
a part alone | The flood killed 14 people in Lyon alone. | The flood killed 40 people. | different_scope | Lyon alone
share of a narrower whole | A survey found that 40% of young adults smoke. | A survey found that 25% of adults smoke. | different_scope | young adults
share of the same whole | 40% of all road traffic was stopped. | 25% of road traffic was stopped. | conflict | cannot both be true
conflict of counts | The orchestra has 84 musicians. | There are 91 musicians in the orchestra. | conflict | cannot both be true
conflict of money | The bridge cost $40 million. | The city paid $45 million for the bridge. | conflict | cannot both be true
conflict of dates | The ferry sank on 12 March 1987. | The ferry sank on 13 March 1987. | conflict | cannot both be true
conflict of years | The abbey was founded in 1132. | The abbey was founded in 1147. | conflict | cannot both be true
conflict of percentages | Turnout was 61 percent. | Turnout was 57 percent. | conflict | cannot both be true
conflict of ranks | The team finished third in the league. | The team finished fourth in the league. | conflict | cannot both be true
conflict of ages | The pilot, aged 41, survived. | The pilot, aged 47, survived. | conflict | cannot both be true
conflict of durations | The strike lasted 11 days. | The strike lasted 19 days. | conflict | cannot both be true
conflict of clock times | The train left at 6:45 p.m. | The train left at 7:15 p.m. | conflict | cannot both be true
conflict of measures | The tower is 94 metres high. | The tower is 101 metres high. | conflict | cannot both be true
conflict of near values | The crater is 3.5 km wide. | The crater is 3.6 km wide. | conflict | cannot both be true
conflict of fractions | A third of the crops were lost. | Half of the crops were lost. | conflict | cannot both be true
conflict of scale | The lottery paid $2 million. | The lottery paid $2 billion. | conflict | cannot both be true
conflict of magnitudes | A 5.6-magnitude earthquake shook the coast. | A 5.1 quake shook the coast. | conflict | cannot both be true
equal magnitudes | A quake of magnitude 5.6 shook the coast. | The coast was shaken by a 5.6 quake. | agree | same reading
end of a life span | Anna Berg died in early 1916. | Anna Berg (3 May 1871 – 9 February 1916) was a painter. | compatible | an end of
score and share | The film has a rating of 6/10 from critics. | The film has a rating of 71% from critics. | incomparable | different things
years of an era | The town was founded in 753 BC. | The town was founded in 751 BC. | conflict |
one year of an era | The town was founded in 753 BC. | The town was founded in 753 BCE. | agree |
equal scores | The album has an average score of 7.5/10. | The average score of the album is 7.5 out of 10. | agree |
tenfold slip | The quarry is 1.2 miles deep. | The quarry is 12 miles deep. | conflict | cannot both be true
conflict after conversion | The lake is 55 kilometres long. | The lake is 44 miles long. | conflict | cannot both be true
conflict of ranges | The herb grows 10 to 20 cm tall. | The herb grows 40 to 60 cm tall. | conflict | cannot both be true
floor not met | More than 500 runners started. | Only 420 runners started. | conflict | cannot both be true
floor of just that figure | More than 27 judges voted. | The vote was taken by 27 judges. | conflict | cannot both be true
ceiling not met | The fine is less than $300. | The fine is $450. | conflict | cannot both be true
ceiling of just that figure | Fewer than 48 boats returned. | 48 boats returned. | conflict | cannot both be true
at least, not met | At least 30 houses burned down. | 22 houses burned down. | conflict | cannot both be true
up to, exceeded | The bus carries up to 50 passengers. | The bus carries 64 passengers. | conflict | cannot both be true
floor above ceiling | More than 90 dogs were rescued. | Fewer than 60 dogs were rescued. | conflict | cannot both be true
outside a range | Between 10 and 15 paintings were stolen. | 19 paintings were stolen. | conflict | cannot both be true
vague word not met | Dozens of cars were burned. | Four cars were burned. | conflict | cannot both be true
hedge not met | About 20 boats were damaged. | 35 boats were damaged. | conflict | cannot both be true
hedge of two digits | The dam holds about 3.6 billion litres. | The dam holds 3.5 billion litres. | conflict | cannot both be true
nearly, not met | Nearly 1,000 soldiers serve abroad. | 730 soldiers serve abroad. | conflict | cannot both be true
before a year, not met | The chapel was built before 1450. | The chapel was built in 1471. | conflict | cannot both be true
before its own year | The chapel was built before 1450. | The chapel was built in 1450. | conflict | cannot both be true
after a day, not met | The contract was signed after 5 May 2011. | The contract was signed on 2 May 2011. | conflict | cannot both be true
month against day | The mine closed in June 1994. | The mine closed on 3 July 1994. | conflict | cannot both be true
day against season | The play opened on 4 January 1956. | The play opened in August 1956. | conflict | cannot both be true
day without year | The storm struck on 9 September. | The storm struck on 11 September 2003. | conflict | cannot both be true
rule and rule | Applicants must be at least 18 years old. | Applicants must be at least 21 years old. | conflict | cannot both be true
limit and limit | The speed limit must not exceed 50 km/h. | The speed limit must not exceed 80 km/h. | conflict | cannot both be true
rounded money | The stadium cost $1.4 billion. | The stadium cost $1.375 billion. | compatible | rounded
rounded measure | The trail is 9 km long. | The trail is 9.21 km long. | compatible | rounded
rounded count in words | The city has 3 million inhabitants. | The city has 3.2 million inhabitants. | compatible | rounded
round figure | The march drew 2,000 people. | The march drew 1,987 people. | compatible | round figure
rounded half | The spire is 2,717 feet tall. | The spire is 2,716.5 feet tall. | compatible | rounded
conversion within the places | The island is 55 kilometres long. | The island is 34 miles long. | compatible | after conversion
feet and metres | The cliff is 120 metres high. | The cliff is 394 feet high. | compatible | after conversion
nautical miles | The wreck lies 12 nautical miles from shore. | The wreck lies 22 km from shore. | compatible | after conversion
statute miles are shorter | The wreck lies 12 miles from shore. | The wreck lies 22 km from shore. | conflict | cannot both be true
tons of some sort | The statue weighs 204 tons. | The statue weighs 185 tonnes. | compatible | short tons
Fahrenheit | The oven was set to 212 degrees Fahrenheit. | The oven was set to 100 degrees Celsius. | agree | in another unit
floor met | More than 500 runners started. | 612 runners started. | compatible | admits 612 runners
at least, met | At least 30 houses burned down. | 31 houses burned down. | compatible | admits 31 houses
at least, exactly met | At least 30 houses burned down. | 30 houses burned down. | compatible | includes 30 houses
ceiling met | The fine is less than $300. | The fine is $250. | compatible | admits $250
up to, met | The bus carries up to 50 passengers. | The bus carries 44 passengers. | compatible | admits 44 passengers
floor of a rounded figure | The region lost over 1.6 billion trees. | The region lost 1.6 billion trees. | compatible | without its bound
floor of a scaled figure of three digits | The app has over 433 million users. | The app has 433 million users. | compatible | without its bound
floor of a scaled figure of four digits | The film made more than $159.1 million. | The film made $159.1 million. | conflict | cannot both be true
hedge within its published interval | Some 4.29 million people may vote in Orla. | In Orla, 4,283,392 people may vote. | compatible | the hedge of
hedge of three digits, not met | The bank lent about $107 billion. | The bank lent $113 billion. | conflict | cannot both be true
hedge counted in fives | About 350 boats were damaged. | 331 boats were damaged. | compatible | the hedge of
two conversions of one figure | The gorge is 270 metres (886 ft) deep. | The gorge is 270 m (890 ft) deep. | compatible | conversions of one figure
a rounded conversion | The gorge is 270 metres (890 ft) deep. | The gorge is 886 ft deep. | compatible | after conversion
two floors | More than 30 artists signed the letter. | More than 40 artists signed the letter. | compatible | both are floors
floor and ceiling | More than 60 dogs were rescued. | Fewer than 90 dogs were rescued. | compatible | in common
inside a range | Between 10 and 15 paintings were stolen. | 12 paintings were stolen. | compatible | in common
overlapping ranges | The nests hold 3 to 5 eggs. | The nests hold 4 to 6 eggs. | compatible | in common
vague word met | Dozens of cars were burned. | 47 cars were burned. | compatible | in common
vague words | Hundreds of homes were flooded. | More than 300 homes were flooded. | compatible | in common
millions | Tens of millions of bees died. | Some 30 million bees died. | compatible | in common
hedge met | About 100 boats were damaged. | 104 boats were damaged. | compatible | the hedge of
nearly, met | Nearly 1,000 soldiers serve abroad. | 972 soldiers serve abroad. | compatible | the hedge of
coarser date | The mine closed in June 1994. | The mine closed on 3 June 1994. | compatible | coarser date
coarser year | The play opened on 4 January 1956. | The play opened in 1956. | compatible | coarser date
decade | The theatre was built in the 1920s. | The theatre was built in 1927. | compatible | coarser date
century | The manuscript was written in the 15th century. | The manuscript was written in 1462. | compatible | coarser date
quarter | The plant opened in the second quarter of 2015. | The plant opened in May 2015. | compatible | coarser date
half of a year | The phone goes on sale in the second half of 2012. | The phone goes on sale by the end of 2012. | compatible | only a limit
before a year, met | The chapel was built before 1450. | The chapel was built in 1431. | compatible | only a limit
after a day, met | The contract was signed after 5 May 2011. | The contract was signed on 9 May 2011. | compatible | only a limit
year missing | The storm struck on 9 September. | The storm struck on 9 September 2003. | compatible | without the year
time shortly after | The train left shortly after 6:45 p.m. | The train left at 6:47 p.m. | compatible | hedge
time with a hedge | The alarm rang around 5 a.m. | The alarm rang at 4:50 a.m. | compatible | hedge
percent within rounding | Inflation was 4 percent. | Inflation was 3.8 percent. | compatible | rounded
toll that grew | As of 3 May 2011, 210 people had died in the floods. | As of 9 May 2011, 265 people had died in the floods. | updated | running total that grew
toll that fell | As of 3 May 2011, 210 people had died in the floods. | As of 9 May 2011, 165 people had died in the floods. | conflict | cannot fall
floors of a total | As of 2019, the fund had given over $1.6 billion. | As of 2022, the fund had given more than $1.8 billion. | updated | floors
level that fell | As of 2015, the village had a population of 812. | As of 2020, the village had a population of 745. | updated | different dates
level that rose | As of March 2016, the app had 4 million users. | As of June 2016, the app had 6 million users. | updated | different dates
rank that moved | As of June 2010, she was ranked 13th in the world. | As of July 2010, she was ranked 15th in the world. | updated | different dates
total of one day | As of 3 May 2011, 210 people had died in the floods. | As of 3 May 2011, 221 people had died in the floods. | conflict | cannot both be true
total of one month, rounded | As of May 2011, the film had grossed $85 million. | As of May 2011, the film had grossed $84.7 million. | compatible | rounded
other years | In 2018, exports reached $23 million. | In 2019, exports reached $29 million. | different_scope | different periods
other quarters | Profit was $4 million in the first quarter of 2013. | Profit was $6 million in the second quarter of 2013. | different_scope | different periods
imports and exports | Exports came to $20 million. | Imports came to $3 million. | different_scope | exports
men and women | The academy trained 151 women. | The academy trained 209 men. | different_scope | women
confirmed and suspected | The ministry counted 26 confirmed cases. | The ministry counted 159 suspected cases. | different_scope | confirmed
injured and dead | The crash left 3 people dead. | The crash left 40 people injured. | different_scope | dead
length and width | The deck has a length of 90 metres. | The deck has a width of 14 metres. | different_scope | length
revenue and profit | The revenue of the shipyard was $90 million. | The profit of the shipyard was $9 million. | different_scope |
part and whole | Some 360 guides were trained, of which 151 were women. | In all, 360 guides were trained. | agree | 360 guides
further counts | Two more bodies were found in the mine. | Eight more bodies were found in the mine. | different_scope | at its own time
some of a whole | Four of the dead were dockers. | Nine dockers are dead. | different_scope | some of a whole
model by number | The Kestrel 4 weighs 46 grams. | The Kestrel 5 weighs 52 grams. | different_scope | Kestrel 4
seconds and minutes | The bell rang at 4:12:38 p.m. | The bell rang at 4:13 p.m. | compatible | same minute
seconds apart | The bell rang at 4:12:38 p.m. | The bell rang at 4:12:05 p.m. | conflict | cannot both be true
words given | The ministry promised 3 million euros to the bereaved. | The ministry announced 4 million euros for the bereaved. | conflict | cannot both be true
a taken-over amount | The agency took over £38 million of loans. | The agency took over £41 million of loans. | conflict | cannot both be true
before and after | The rate was cut from 4.5% to 4.25%. | The rate was cut to 4.25%. | compatible | values in common
a denial of something else | The town, 65 km from the coast, had not seen snow. | The town lies 60 km from the coast. | conflict | cannot both be true
preliminary count | The port counted 152 ships. | The port counted 149 ships, a preliminary figure. | updated | preliminary
steps of a scale | The storm came ashore as a category 4 hurricane. | The storm came ashore as a category 3 hurricane. | conflict | cannot both be true
before a change | The alert was raised from level 2 to level 3. | The alert was raised to level 4. | conflict | level 3
what a change left | Joblessness fell from 12 percent in May to 9 percent. | Joblessness fell to 9 percent. | agree | both say 9
told as a change | The reader knows 80 kinds of birds. | The reader knows 120 kinds of birds, up from 80. | updated | says that it was 80
another scale | The bank lent 80 million dollars. | The bank lent 120 billion dollars, up from 80. | different_scope | too far apart
no former figure | The mill raised 80 dollars. | The mill has 120 dollars raised from 80 donors. | conflict | cannot both be true
another start | The reader knows 90 kinds of birds. | The reader knows 120 kinds of birds, up from 80. | conflict | cannot both be true
the serious cases | In the crash 76 riders were seriously injured. | In the crash 140 riders were injured. | different_scope | serious cases
another four | Another 4 sailors were found. | In all, 19 sailors were found. | different_scope | added
plan and outcome | The line will cost $3 billion. | The line cost $5 billion. | different_scope | a plan
a sum a year | The merger saves £42 million a year. | The merger brings savings of £42 million. | agree | £42 million
dollars | The lease costs C$5 million. | The lease costs US$4 million. | incomparable | different currencies
euro and dollar | The painting sold for €3 million. | The painting sold for $4 million. | incomparable | different currencies
price and amount | Oil costs $70 per barrel. | The oil costs $2 million. | incomparable | price per barrel
other things | The choir has 40 singers. | The lake is 12 km long. | unrelated | nothing
no figures | The choir sang in the church. | The choir sang in the chapel of the castle. | unrelated | figure
other subject | The museum in Oslo has 300 paintings. | A snail can sleep for 3 years. | unrelated |
other event of one day | The ferry sank on 12 March 1987. | The mayor resigned on 15 June 1990. | unrelated |
other noun | The fleet has 14 trawlers. | The port employs 220 dockers. | unrelated |
same noun, other owner | Norway sent 12 skiers to the games. | Kenya sent 3 skiers to the games. | different_scope |
same words, other place | In Lyon, 45 shops closed. | In Nantes, 61 shops closed. | different_scope |
number in a list | The fund gave $5 million to Chad and $3 million to Niger. | Niger received $4 million from the fund. | conflict | $3 million
worst of several | The film earned $40 million and sold 5 million tickets. | The film earned $40 million and sold 7 million tickets. | conflict | 5 million
one agrees, one is silent | The canal is 80 km long and has 14 locks. | The canal has 14 locks. | agree | 14 locks
changed word | The committee approved the plan at its first meeting in the old town hall. | The committee rejected the plan at its first meeting in the old town hall. | conflict | approved
changed ordinal | The firm raised its forecast in the second quarter after strong sales of bicycles. | The firm raised its forecast in the third quarter after strong sales of bicycles. | conflict | second
negation | The board of the club is expected to renew the lease on the old stadium. | The board of the club is not expected to renew the lease on the old stadium. | conflict | not
reworded | The firm reported strong earnings and expects steady growth in its markets. | The firm announced strong earnings and anticipates steady growth in its markets. | unrelated |
""".strip().splitlines()
CASES = [tuple(cell.strip() for cell in row.split("|")) for row in ROWS]


@pytest.mark.parametrize(("name", "a", "b", "verdict", "piece"), CASES, ids=[case[0] for case in CASES])
def test_two_passages(name, a, b, verdict, piece):
    for one, other in ((a, b), (b, a)):
        found = compare_passages(one, other)
        assert found["verdict"] == verdict, found
        assert piece.casefold() in found["why"].casefold(), found


def test_at_least_120_phenomena():
    assert len({case[0] for case in CASES}) >= 120
    assert len({case[1:3] for case in CASES}) >= 120


def test_published_dates_move_a_toll():
    a, b = "The quake killed 62 people.", "The quake killed 81 people."
    assert compare_passages(a, b, published_a="2009-04-24", published_b="2009-04-26")["verdict"] == "updated"
    assert compare_passages(a, b, published_a="2009-04-26", published_b="2009-04-24")["verdict"] == "conflict"
    assert compare_passages(a, b)["verdict"] == "conflict"


def test_a_toll_of_one_day_may_have_grown_by_the_hour():
    day = {"published_a": "2009-04-24", "published_b": "2009-04-24"}
    found = compare_passages("The quake killed 62 people.", "The quake killed 81 people.", **day)
    assert found["verdict"] == "updated"
    assert "one day" in found["why"]
    assert compare_passages("The bridge has 62 arches.", "The bridge has 81 arches.", **day)["verdict"] == "conflict"


def test_a_toll_that_was_still_growing_is_overtaken():
    grown, final = "The death toll has climbed to 62.", "The quake killed 81 people."
    assert compare_passages(grown, final, published_a="2009-04-24")["verdict"] == "updated"
    assert compare_passages("The quake killed 62 people.", final, published_a="2009-04-24")["verdict"] == "conflict"


@pytest.mark.parametrize(("a", "b", "apart"), [
    ("| Ward | Beds | Nurses |\n| --- | --- | --- |\n| North wing | [[40]] | 12 |", "The hospital has [[90 beds]].", "North wing"),
    ("| Ward | Beds | Nurses |\n| --- | --- | --- |\n| North wing | [[40]] | 12 |", "The north wing has [[90 beds]].", ""),
    ("| Ward | Beds | Nurses |\n| --- | --- | --- |\n| All | [[40]] | 12 |", "The hospital has [[90 beds]].", ""),
    ("Aged 20 to 30 (n=40) | [[12]] | 8\nAged 40 to 50 (n=30) | 9 | 4", "In all [[30 people]] fell ill.", "Aged 20 to 30"),
    ("| Feature | Finch 2 | Finch 3 |\n| --- | --- | --- |\n| Clock | [[2 GHz]] | 3 GHz |", "The clock of the Finch 3 runs at [[3 GHz]].", "Finch 2"),
    # the cell over the row headings may be empty
    ("|  | Finch 3 | Finch 3 Pro |\n| --- | --- | --- |\n| Clock | 3 GHz | [[4 GHz]] |", "The clock of the Finch 3 runs at [[3 GHz]].", "Finch 3 Pro"),
])
def test_rows_and_columns_of_a_table_are_of_their_headings(a, b, apart):
    from pipeline.contrasts import different
    from tests.claims_at import claims_at
    found = different(claims_at(a)[0], claims_at(b)[0])
    assert apart in found
    assert bool(found) == bool(apart)


@pytest.mark.parametrize(("a", "b", "verdict"), [
    # what is known only by the days of two documents does not move within days, unless it is taken anew daily
    ("The village has a population of 812.", "The village has a population of 745.", "conflict"),
    ("The shares of the brewery cost $12 each.", "The shares of the brewery cost $14 each.", "updated"),
    ("The app has more than 430 million users.", "The app has 433 million users.", "compatible"),
    ("The dam cost $90 million.", "The dam cost $80 million.", "conflict"),
    # the day of the event is no day of the count
    ("A quake struck Orla on 2 May 2011, killing 900 people.", "A quake struck Orla on 2 May 2011, killing 940 people.", "updated"),
    ("The mill closed on 3 May 2011.", "The mill closed on 4 May 2011.", "conflict"),
])
def test_documents_of_one_week(a, b, verdict):
    assert compare_passages(a, b, published_a="2011-05-09", published_b="2011-05-11")["verdict"] == verdict


def test_rounding_is_tried_before_time():
    a, b = "As of 8 May 2011, the club had paid £89.3 million.", "As of 9 May 2011, the club had paid £89 million."
    assert compare_passages(a, b, num_a="£89.3 million", num_b="£89 million")["verdict"] == "compatible"


def test_named_figures_are_the_ones_compared():
    a, b = "The canal is 80 km long and has 14 locks.", "The canal is 75 km long and has 14 locks."
    assert compare_passages(a, b)["verdict"] == "conflict"
    assert compare_passages(a, b, num_a="14 locks", num_b="14 locks")["verdict"] == "agree"
    assert compare_passages(a, b, num_a="14 locks", num_b="75 km")["verdict"] == "unrelated"
