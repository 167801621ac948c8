"""What is read of amounts in prose. A row: text with marked spans, then what each span says, in order.

A reading is "kind value unit" and, where they matter, "low..high" and a bound: "count 360 peace ambassador",
"measure 8..16 meter", "count 40.. more_than well". Nothing but the marked spans may be read as an amount.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amounts import read_amounts
from pipeline.extract import read_mentions
from pipeline.mention import BOUNDS, KINDS
from tests.marks import same, unmark

TIMES = ("date", "period", "time", "identifier")

COUNTS = [
    ("They trained [[360 peace ambassadors]] in May.", ["count 360 peace ambassador"]),
    ("[[10 army staff officers]] and civilian clerks remained.", ["count 10 army staff officer"]),
    (
        "It sent [[one heavy transport aircraft]] and [[approximately 40 Royal Air Force members]].",
        ["count 1 heavy transport aircraft", "count 40 about Royal Air Force member"],
    ),
    (
        "It had [[11,200 military personnel]] and [[1,440 police]].",
        ["count 11200 military personnel", "count 1440 police"],
    ),
    ("[[Two Canadian companies]] run [[four mines]].", ["count 2 Canadian company", "count 4 mine"]),
    (
        "[[5 US soldiers]] and [[25 old wells]]; [[seven (7) clerks]].",
        ["count 5 US soldier", "count 25 old well", "count 7 clerk"],
    ),
    ("[[20 injured people]] lay there.", ["count 20 injured person"]),
    ("[[12 men]], [[two women]] and [[three children]] came.", ["count 12 man", "count 2 woman", "count 3 child"]),
    ("The [[12 page]] report is an [[11-member]] panel's work.", ["count 12 page", "count 11 member"]),
    (
        "[[Two of the mayor's deputies]] left; [[eight other employees]] stayed.",
        ["count 2 mayor deputy", "count 8 other employee"],
    ),
    ("[[One of the largest banks]] failed.", ["count 1 largest bank"]),
    ("[[None of the wells]] was dry.", ["count 0 well"]),
    ("[[18]] of the [[25 old wells]] were dry.", ["count 18 old well", "count 25 old well"]),
    ("It sold [[3.4 million radios]], up from [[2.1 million]].", ["count 3400000 radio", "count 2100000 radio"]),
    ("The number of hungry people fell by [[45 million]].", ["count 45000000 hungry person"]),
    ("It runs [[3,000 tests per day]].", ["count 3000 test/day"]),
    ("It beats [[64 times a minute]].", ["count 64 count/minute"]),
    ("They sell [[3 million]] [[5 litre]] cans a year.", ["count 3000000 5 litre can", "measure 5 liter"]),
    ("There were [[2000 people]].", ["count 2000 person"]),
    ("The toll rose to [[45]].", ["count 45"]),
]

NUMBERS = [
    ("It counts [[minus 12]] and [[-5]] and [[−7]].", ["count -12", "count -5", "count -7"]),
    (
        "It sold [[3m units]], [[1.2bn shares]] and [[5k bags]].",
        ["count 3000000 unit", "count 1200000000 share", "count 5000 bag"],
    ),
    ("[[Half]] failed.", ["ratio 0.5"]),
    ("[[two-thirds]] of the members and [[a fifth]] of the staff left", ["ratio 0.666666666667", "ratio 0.2"]),
    ("Built on [[overfive decades]] of work.", ["duration 5 more_than decade"]),
    (
        "Of the[[15 wells]] that [[10people]] dug, [[5million litres]] came, [[about20 cars]].",
        ["count 15 well", "count 10 person", "measure 5000000 liter", "count 20 about car"],
    ),
]

SHARES = [
    ("[[1 of 7 guides]] was chosen.", ["ratio 0.142857"]),
    ("[[About four in ten voters]] agreed.", ["ratio 0.4 about"]),
    ("[[Nine out of 10 dentists]] agree.", ["ratio 0.9"]),
    ("The country ranked [[156 out of 188]].", ["rank 156"]),
    ("A ratio of [[3:1]] and odds of [[100-to-1]].", ["ratio 3", "ratio 100"]),
    ("She won [[9]]-[[2]]; they voted [[5]] to [[4]]; a [[3]]-[[0]] win.",
     ["count 9 point", "count 2 point", "count 5 vote", "count 4 vote", "count 3 point", "count 0 point"]),
    ("A [[1-in-5]] chance, [[one-in-four]], [[3 out of every 4]].", ["ratio 0.2", "ratio 0.25", "ratio 0.75"]),
    ("He went [[3-for-4]]; [[one in every 10 babies]] is early.", ["ratio 0.75", "ratio 0.1"]),
    ("[[Three times]] as many came, [[2.5 times]] higher than before.", ["ratio 3", "ratio 2.5"]),
    ("He is [[twice]] the size; a [[tenfold]] rise; a [[3-fold]] one.", ["ratio 2", "ratio 10", "ratio 3"]),
    ("He called [[three times]] and it is a [[third-largest]] bank.", ["count 3 time", "rank 3"]),
    ("It is among the [[bottom 15 states]].", ["rank 15 bottom state"]),
    ("It is in the [[bottom 15]]; she is [[No. 3]] in the world.", ["rank 15", "rank 3"]),
    ("The [[75th]] anniversary and a [[fourth]] case.", ["ordinal 75", "ordinal 4"]),
    ("It is on [[floors 124-125]] of the tower.", ["ordinal 124..125 floor"]),
    ("The alert went to [[level 4]] after a [[magnitude 6.5]] quake.", ["ordinal 4 level", "measure 6.5 magnitude"]),
]

PERCENTS = [
    (
        "Sales rose [[5.5 %]], [[43 per cent]] and [[1.38pc]].",
        ["percent 5.5 percent", "percent 43 percent", "percent 1.38 percent"],
    ),
    (
        "It fell [[3 percentage points]] and [[25 basis points]].",
        ["percent 3 percentage_point", "percent 25 basis point"],
    ),
    ("It rose [[half a percent]], by [[a quarter of a percent]].", ["percent 0.5 percent", "percent 0.25 percent"]),
    ("[[Between 5 and 10 %]] agree.", ["percent 5..10 percent"]),
    ("It grew [[3 % a year]].", ["percent 3 percent/year"]),
]

RANGES = [
    ("It is [[8 to 16 metres]] long.", ["measure 8..16 meter"]),
    ("An [[8- to 16-metre]] mirror.", ["measure 8..16 meter"]),
    (
        "It takes [[10-to-15 minutes]]; [[1.5m to 2m people]] wait.",
        ["duration 10..15 minute", "count 1500000..2000000 person"],
    ),
    ("They are [[aged between 5 and 12]]; from [[1/4 to 1/2 inch]].", ["age 5..12 year", "measure 0.25..0.5 inch"]),
    ("A [[multimillion-dollar]] fund of [[5- or 6-year-olds]].", ["money vague $", "age 5..6 year"]),
    ("It cost [[$200 to $4 million]].", ["money 4000000..200000000 $"]),
    ("It cost [[$89 to $93 billion]].", ["money 89000000000..93000000000 $"]),
    ("It cost [[$200,000 to $4 million]].", ["money 200000..4000000 $"]),
    ("It cost [[between $US140 million and $US150 million]].", ["money 140000000..150000000 USD"]),
    ("It took [[12 to 20 attempts]].", ["count 12..20 attempt"]),
    ("We sell [[2]], [[3]] and [[5 GB]] plans.", ["measure 2 gigabyte", "measure 3 gigabyte", "measure 5 gigabyte"]),
    ("A plot of [[10]] x [[20 metres]].", ["measure 10 meter", "measure 20 meter"]),
    ("[[Three or four years]] passed.", ["duration 3..4 year"]),
    ("[[A day or two]] passed.", ["duration 2 day"]),
    ("[[Aged 5 to 12]] they came.", ["age 5..12 year"]),
    ("It rose [[40 points]] to [[3,120.50]].", ["count 40 point", "count 3120.5 point"]),
    ("[[Greater than 40 and smaller than 90]] it is.", ["count 40..90"]),
    ("It weighs [[30.5±0.2 kilograms]].", ["measure 30.3..30.7 kilogram"]),
    ("From [[55 kilometres]] ([[34 miles]]) away.", ["measure 55 kilometer", "measure 34 mile"]),
]

BOUNDED = [
    ("[[More than 40 wells]] and [[over 50 men]].", ["count 40 40.. more_than well", "count 50 50.. more_than man"]),
    ("[[At least 40 wells]], [[no fewer than 50 men]].", ["count 40 40.. at_least well", "count 50 50.. at_least man"]),
    ("[[Up to 40 wells]], [[as many as 50 men]].", ["count 40 ..40 at_most well", "count 50 ..50 at_most man"]),
    (
        "[[Fewer than 40 wells]], [[just under 50 men]].",
        ["count 40 ..40 less_than well", "count 50 ..50 less_than man"],
    ),
    ("[[Nearly 40 wells]] and [[almost 50 men]].", ["count 40 36..40 about well", "count 50 45..50 about man"]),
    (
        "[[About 40 wells]], [[roughly 50 men]], [[some 300 goats]].",
        ["count 40 36..44 about well", "count 50 45..55 about man", "count 300 270..330 about goat"],
    ),
    ("[[An estimated 4.2 million people]] live there.", ["count 4200000 about person"]),
    (
        "[[30 or so people]], [[20-odd men]], [[40 wells or so]].",
        ["count 30 about person", "count 20 about man", "count 40 about well"],
    ),
    (
        "[[1,200-plus men]], [[15+ wells]], [[20 per cent or more]].",
        ["count 1200 1200.. at_least man", "count 15 15.. at_least well", "percent 20 20.. at_least percent"],
    ),
    ("[[A minimum of 50 men]].", ["count 50 50.. at_least man"]),
    (
        "[[Lower than 8 ksi]] ([[55 MPa]]).",
        ["measure 8 ..8 less_than kip_per_square_inch", "measure 55 ..55 less_than megapascal"],
    ),
    ("It grew [[7 %]] over the period.", ["percent 7 percent"]),
    ("Over [[two years]] it grew; over [[many decades]] it fell.", ["duration 2 year", "duration 5.. vague decade"]),
    ("Unemployed for [[over two years]].", ["duration 2 2.. more_than year"]),
    # a hedge that begins a paragraph or a line of its own
    ("It was late.\n\n[[About 600 people]] came.", ["count 600 540..660 about person"]),
    ("Village news\n[[Nearly 90 goats]] ran off.", ["count 90 81..90 about goat"]),
    ("The harvest was good.\n[[Some 40 farms]] took part.\n[[Over 20 carts]] were full.",
     ["count 40 36..44 about farm", "count 20 20.. more_than cart"]),
    ("\n[[Roughly $14bn]] went to roads.\n\n\"[[Almost half]] of it was lost.\"", ["money 14000000000 about $", "ratio 0.5 0.45..0.5 about"]),
    ("It was quiet.\nOver [[five years]] it grew.", ["duration 5 year"]),
]

VAGUE = [
    ("[[Dozens of wells]] and [[scores of cars]].", ["count 12..120 vague well", "count 12..120 vague car"]),
    ("[[Hundreds of millions of dollars]] went.", ["money 100000000..1000000000 vague $"]),
    ("[[Tens of thousands of jobs]] went.", ["count 10000..100000 vague job"]),
    (
        "[[Several thousand soldiers]] and [[a handful of clerks]].",
        ["count 2000..9000 vague soldier", "count 3..10 vague clerk"],
    ),
    (
        # what is only counted so is read too, and no claim
        "[[Several miles]], [[many tonnes]], [[a few days]]; [[several wells]], [[many people]].",
        ["measure 3..20 vague mile", "measure 5.. vague metric_ton", "duration 3..10 vague day", "count 3..20 vague well", "count 5.. vague person"],
    ),
    ("They talked for [[weeks]].", ["duration 2.. vague week"]),
    ("How many people? As few as possible.", []),
]

MONEY = [
    (
        "It cost [[$1.6 billion]], [[US$30M]], [[C$5]], [[$US7]] and [[A$9]].",
        ["money 1600000000 $", "money 30000000 USD", "money 5 CAD", "money 7 USD", "money 9 AUD"],
    ),
    (
        "It cost [[£3bn]], [[€10M]], [[CAD 5]], [[USD20.5]] and [[HK $2.5 billion]].",
        ["money 3000000000 GBP", "money 10000000 EUR", "money 5 CAD", "money 20.5 USD", "money 2500000000 HKD"],
    ),
    (
        "It cost [[5 Canadian dollars]], [[7.5 million Australian dollars]] and [[40 million yuan]].",
        ["money 5 CAD", "money 7500000 AUD", "money 40000000 CNY"],
    ),
    (
        "It cost [[Rs 5 lakh]], [[RM65 a month]] and [[60 USD million]].",
        ["money 500000 INR", "money 65 MYR/month", "money 60000000 USD"],
    ),
    ("It cost [[62.5 cents]], [[90.5p]] and [[11c]].", ["money 62.5 cent", "money 90.5 penny", "money 11 cent"]),
    ("It cost [[17 dollars and 20 cents]].", ["money 17.2 $"]),
    (
        "Oil is [[$47 a barrel]], tin [[$29 per kg]], work [[$18.5/hour]].",
        ["money 47 $/barrel", "money 29 $/kilogram", "money 18.5 $/hour"],
    ),
    ("A loss of [[48 cents per share]].", ["money 48 cent/share"]),
    ("We spent [[20 million pounds]] on it.", ["money 20000000 GBP"]),
    ("Trade fell to [[$-31.5bn]] and [[-40€]].", ["money -31500000000 $", "money -40 EUR"]),
    ("It was [[$3.25 billion]] a year earlier.", ["money 3250000000 $"]),
    ("The PS5 is on sale.", []),
]

MEASURES = [
    ("They flew [[3.5 million pounds]] of cargo.", ["measure 3500000 pound"]),
    (
        "It runs [[60 miles an hour]], [[90 km/h]], [[200 kilometres per hour]].",
        ["measure 60 mile/hour", "measure 90 kilometer/hour", "measure 200 kilometer/hour"],
    ),
    ("It gives [[90,000 barrels per day]] and [[9 TFLOPS]].", ["measure 90000 barrel/day", "measure 9 teraflops"]),
    ("It writes [[300 MB/s]] to [[256GB]] disks.", ["measure 300 megabyte/second", "measure 256 gigabyte"]),
    ("It makes [[310 pound-feet]] at [[2500 rpm]].", ["measure 310 foot_pound", "measure 2500 revolutions_per_minute"]),
    (
        "The hall has [[12,500 km2]], [[300 sq ft]] and [[7km^3]].",
        ["measure 12500 square kilometer", "measure 300 square foot", "measure 7 cubic kilometer"],
    ),
    (
        "It flows at [[2.5 A/cm2]] and [[35 J/m^2]].",
        ["measure 2.5 ampere/square centimeter", "measure 35 joule/square meter"],
    ),
    (
        "It is [[5 ft 2 in]] high; a [[6-foot-3]] man, [[7 lb 4 oz]].",
        ["measure 5.166667 foot", "measure 6.25 foot", "measure 7.25 pound"],
    ),
    ("It is [[3 1/2 in]] wide and a [[3/4 mile]] road.", ["measure 3.5 inch", "measure 0.75 mile"]),
    (
        "It was [[-5 degrees Fahrenheit]], [[30 C]], [[2.4deg C]] and [[98.6°F]].",
        [
            "measure -5 degree_Fahrenheit",
            "measure 30 degree_Celsius",
            "measure 2.4 degree_Celsius",
            "measure 98.6 degree_Fahrenheit",
        ],
    ),
    ("She is [[1.7m]] tall; [[3.1m people]] are not.", ["measure 1.7 meter", "count 3100000 person"]),
    ("Put [[three]] in the boot at 4 pm.", ["count 3"]),
    (
        "It took [[35 days]], [[one year]], [[three and a half weeks]] and [[half a century]].",
        ["duration 35 day", "duration 1 year", "duration 3.5 week", "duration 0.5 century"],
    ),
    ("It took [[a year and a half]], a [[five-year]] plan.", ["duration 1.5 year", "duration 5 year"]),
    ("They work [[40 hours a week]].", ["measure 40 hour/week"]),
]

MORE_MEASURES = [
    ("He weighs [[13st 4lb]]; it is the [[13th]] week.", ["measure 13.285714 stone", "ordinal 13"]),
    (
        "Hail of [[2-4in]] fell on a [[20]]-by-[[30-foot]] barn.",
        ["measure 2..4 inch", "measure 20 foot", "measure 30 foot"],
    ),
    (
        "A [[100,000-square-foot]] hall of [[330,000 cubic m]].",
        ["measure 100000 square foot", "measure 330000 cubic meter"],
    ),
    ("It needs Python >= 3.8 and [[4 GB]].", ["measure 4 gigabyte"]),
    (
        "[[a tenth of a percentage point]] higher, a margin of [[plus or minus 3 points]].",
        ["percent 0.1 percentage_point", "count 3 point"],
    ),
]

MORE_MONEY = [
    # the currency is said once
    ("Imports rose to [[1.2 trillion euros]] and exports to [[1.35 trillion]].", ["money 1200000000000 EUR", "money 1350000000000 EUR"]),
    ("Fees went from [[$5 million]] in May to [[7 million]] in June.", ["money 5000000 $", "money 7000000 $"]),
    ("It spent [[€5 million]] on roads and [[3.5 million]] on schools.", ["money 5000000 EUR", "money 3500000 EUR"]),
    ("It paid [[$5 million]] and sold [[2 million]].", ["money 5000000 $", "count 2000000"]),
    ("It paid [[$5 million]] and [[2 million]] saw it; [[3 million]] in all.", ["money 5000000 $", "count 2000000", "count 3000000"]),
    ("It costs [[$5]] and [[3 million]] were sold.", ["money 5 $", "count 3000000"]),
    (
        "It paid [[1.2 trillion won]], [[500,000 dong]] and [[1.500.000 euros]].",
        ["money 1200000000000 KRW", "money 500000 VND", "money 1500000 EUR"],
    ),
    (
        "It rose [[3.5p]] to [[120.25p]]; a [[$15-an-hour]] wage.",
        ["money 3.5 penny", "money 120.25 penny", "money 15 $/hour"],
    ),
    ("A [[$2 million]] grant; the team won [[3 games]].", ["money 2000000 $", "count 3 game"]),
    ("Costs of [[$ 31 . 5 million]] and [[AED7. 3bn]].", ["money 31500000 $", "money 7300000000 AED"]),
]

AGES = [
    (
        "She was [[14 years old]], a [[39-year-old]] with a [[22-month-old]].",
        ["age 14 year", "age 39 year", "age 22 month"],
    ),
    ("A man [[aged 39]], [[87 yo]], at [[6 weeks of age]].", ["age 39 year", "age 87 year", "age 6 week"]),
    ("Ann Lee, [[44]], has a son who was [[10]].", ["age 44 year", "age 10 year"]),
    ("People [[aged 16-24]], [[65 or older]] and those who died at [[84]].",
     ["age 16..24 year", "age 65 65.. at_least year", "age 84 year"]),
    ("[[Under the age of 5 years]] they stay.", ["age 5 ..5 less_than year"]),
    ("The driver, [[53]], and her co-pilot, [[41]], were unhurt; the total, [[53]], was high.", ["age 53 year", "age 41 year", "count 53"]),
    (
        "Adults [[over 65]] and children [[under five]] ride free, those [[under 18]] pay; [[over 65 patients]] came.",
        ["age 65 65.. more_than year", "age 5 ..5 less_than year", "age 18 ..18 less_than year", "count 65 more_than patient"],
    ),
    ("The [[under-18s]] and the [[over 65s]] swim here.", ["age 18 ..18 less_than year", "age 65 65.. more_than year"]),
    (
        "A man in his [[20s]], a woman in her [[late thirties]] and twins in their [[early 60s]] fled.",
        ["age 20..29 year", "age 35..39 year", "age 60..64 year"],
    ),
]

ONE_UNIT = [
    (
        "In [[less than an hour]] [[more than an inch]] of rain fell.",
        ["duration 1 ..1 less_than hour", "measure 1 1.. more_than inch"],
    ),
    ("She ruled for [[almost a decade]], [[about a mile]] from here.", ["duration 1 0.9..1 about decade", "measure 1 0.9..1.1 about mile"]),
    ("They live on [[less than a dollar a day]].", ["money 1 ..1 less_than $/day"]),
    ("He waited for [[over a year]]; it grew over a year, in a film about a year in Crete.", ["duration 1 1.. more_than year"]),
    ("It took [[about an hour and a half]].", ["duration 1.5 about hour"]),
    ("He got more than a [[second]] chance, an hour drive and over a day-long wait.", ["ordinal 2"]),
    (
        "She won in [[two hours and 45 minutes]], after [[12 years and six months]] of training.",
        ["duration 2.75 hour", "duration 12.5 year"],
    ),
    ("She takes it [[twice a day]] and scored twice.", ["count 2 count/day"]),
]

RATES = [
    ("It causes [[15 cases per 100,000 births]], a rate of [[2.5 per 100,000 people]].",
     ["count 15 case/100000 birth", "count 2.5 count/100000 person"]),
    ("Gas costs [[$150 per 1,000 cubic metres]].", ["money 150 $/1000 cubic metre"]),
    ("A [[one-bedroom]] flat in a one-way street, a one-off and a one-sided game.", ["count 1 bedroom"]),
    ("Its circulation fell from [[3.2m to 1.4m]]. He jumped [[8.2m]] over a wall [[3.2m]] high.",
     ["count 1400000..3200000", "measure 8.2 meter", "measure 3.2 meter"]),
    ("It flew at [[Mach 2.04]] and has a half-life of [[5 years]].", ["measure 2.04 mach", "duration 5 year"]),
]

LISTED = [
    ("A crew of [[six]] and [[114 passengers]] saw a [[12-per-cent]] rise.", ["count 6", "count 114 passenger", "percent 12 percent"]),
    ("Ann II, then [[25]], became queen.", ["age 25 year"]),
    ("Death toll up to [[14]], [[9]] missing; a toll [[up to 12 dollars]]", ["count 14", "count 9", "money 12 ..12 at_most $"]),
    ("It ticked up to [[3.7%]] and may hit [[up to 5%]].", ["percent 3.7 percent", "percent 5 ..5 at_most percent"]),
    ("He shot a [[9]]-under [[63]].", ["count 9", "count 63"]),
    ("[[Some 120]] of the [[estimated 390 tigers]] left.", ["count 120 about tiger", "count 390 about tiger"]),
    ("[[Several hundred thousand people]] fled, [[a few hundred million dollars]] went.",
     ["count 200000..900000 vague person", "money 200000000..900000000 vague $"]),
    ("It has [[over a dozen plants]] and [[under a hundred staff]].", ["count 12 12.. more_than plant", "count 100 ..100 less_than staff"]),
    ("She saw [[12 cities]], among them Paris [[3 times]].", ["count 12 city", "count 3 time"]),
    ("- [[25 boats]] lost, [[130]] saved in the gale", ["count 25 boat", "count 130"]),
    ("It fell ([[- 5 %]]) there.", ["percent -5 percent"]),
    ("Pupils [[aged 5-11]] and [[12-17]] came; their [[ages ranged from 5 to 17]].", ["age 5..11 year", "age 12..17 year", "age 5..17 year"]),
    ("\"We lost all,\" said Ann Lee, [[52]]. He beat Mr Lee, [[52]].", ["age 52 year", "count 52"]),
    ("[[A third]] ([[34%]]) did not; it cost [[$6.9 million]] in 2020 dollars.", ["ratio 0.333333333333", "percent 34 percent", "money 6900000 $"]),
]

TIMES_TAKEN = [
    ("She ran a record of [[14:11.15]] and won in [[2:05:11]]; the lap was [[1:12.909]].",
     ["duration 851.15 second", "duration 7511 second", "duration 72.909 second"]),
    ("It starts at 14:30 with a ratio of [[3:1]].", ["ratio 3"]),
    ("It is expected to last [[10 weeks]], as in the last two weeks.", ["duration 10 week"]),
]

SCALES = [
    ("A [[magnitude-5.8]] quake, a [[category-4]] storm, a [[level-3]] alert.", ["measure 5.8 magnitude", "ordinal 4 category", "ordinal 3 level"]),
    ("It was [[72 F]] outside, [[30 C]] in the hall and [[86 F]].", ["measure 72 degree_Fahrenheit", "measure 30 degree_Celsius", "measure 86 degree_Fahrenheit"]),
    ("It holds vitamin C. [[Ten]] got F grades.", ["count 10"]),
    ("The assembly's [[709 seats]]; he drank [[a bottle and a half]] of milk; they made [[140]] all out.",
     ["count 709 seat", "count 1.5 bottle", "count 140"]),
    ("He had [[2 TDs]] and [[71 RBIs]], she [[16 pts]].", ["count 2 touchdown", "count 71 run batted in", "count 16 point"]),
]

SCORES = [
    ("Larkfield beat Arden [[3]]-[[1]] and won the series [[2]]-[[1]].", ["count 3 point", "count 1 point", "count 2 point", "count 1 point"]),
    ("It ended [[2-2]].", ["ratio 2 2..2"]),
    ("They lost [[14]]-[[21]] after a [[9]]–[[3]] lead.", ["count 14 point", "count 21 point", "count 9 point", "count 3 point"]),
    ("They outnumber us by [[two to one]] at odds of [[100 to one]].", ["ratio 2", "ratio 100"]),
    # votes for and against
    ("The motion passed by [[232]] to [[202]].", ["count 232 vote", "count 202 vote"]),
    ("The council voted [[31]]-[[12]] to close the pool.", ["count 31 vote", "count 12 vote"]),
    ("The canal bill was rejected [[188]] to [[244]].", ["count 188 vote", "count 244 vote"]),
    ("It carried by [[311 votes]] to [[112]].", ["count 311 vote", "count 112 vote"]),
    ("A [[6]]-[[3]] ruling ended the quarrel.", ["count 6 vote", "count 3 vote"]),
    ("The island backed the bridge [[61 percent]] to [[39 percent]].", ["percent 61 percent", "percent 39 percent"]),
    ("No won with [[47.5%]] to [[52.5%]], a [[55%]]-[[45%]] split on the coast.",
     ["percent 47.5 percent", "percent 52.5 percent", "percent 55 percent", "percent 45 percent"]),
    # a falling pair is a range only where a way from one to the other is said
    ("Rainy days fell from [[30 to 20 days]], damp from [[40 percent to 30 percent]].", ["duration 20..30 day", "percent 30..40 percent"]),
    ("The visa costs [[$60]] or [[$90]]; the walk takes [[three or four hours]].", ["money 60 $", "money 90 $", "duration 3..4 hour"]),
    # pieces of a list, as against a multiple
    ("It has [[2x USB ports]], [[4 x hooks]] and is [[2x]] faster.", ["count 2 USB port", "count 4 hook", "ratio 2"]),
    # a name of figures inside what is counted
    ("They sold [[300 T-9 kennels]], [[thousands of R2-D2 toys]] and [[12 F-4 jets]].", ["count 300 T-9 kennel", "count 1000..10000 vague R2-D2 toy", "count 12 F-4 jet"]),
    ("The pond freezes from [[30 to 20 ducks]] on.", ["count 20..30 duck"]),
    ("Ducks fell [[40 percent]] to [[12 percent]] of all birds.", ["percent 40 percent", "percent 12 percent"]),
    ("She won [[30 to 40 percent]] of the plots and passed [[20 to 30 carts]].", ["percent 30..40 percent", "count 20..30 cart"]),
    ("Rocks [[20 to 15 million years old]].", ["age 15000000..20000000 year"]),
    ("It rose by [[3]] to [[20]].", ["count 3", "count 20"]),
    (
        "The Greens took [[184 seats]], the Reds [[99]] and the Blues [[44]].",
        ["count 184 seat", "count 99 seat", "count 44 seat"],
    ),
]

PARTS_OF_A_WHOLE = [
    ("[[One in 59 children]] has it, as a [[1-in-100]]-year flood does.", ["ratio 0.0169492", "ratio 0.01"]),
    ("Guests gave it [[8.5 out of 10]], critics [[4.5/5]].", ["ratio 0.85", "ratio 0.9"]),
    ("The map has a scale of [[1:50,000]].", ["ratio 0.00002"]),
    ("[[Five]] of the [[three-ton]] trucks broke down.", ["count 5 three-ton truck", "measure 3 ton"]),
]

MORE_BOUNDS = [
    ("The club pays [[£89m]] plus [[£5m]]; [[40]] plus [[five wells]]; [[90 plus wells]].",
     ["money 89000000 exact GBP", "money 5000000 GBP", "count 40 exact", "count 5 well", "count 90 90.. at_least well"]),
    ("A [[200 plus storey]] tower, [[100]] plus tax.", ["count 200 200.. at_least storey", "count 100"]),
    ("[[A good 300 people]] came, [[nowhere near 900 people]].", ["count 300 300.. at_least person", "count 900 ..900 less_than person"]),
    ("[[Slightly fewer than 300 men]] met [[far more than 40 goats]].", ["count 300 ..300 less_than man", "count 40 40.. more_than goat"]),
    ("A sale worth [[£20-30m]] or [[$5-6bn]].", ["money 20000000..30000000 GBP", "money 5000000000..6000000000 $"]),
    ("It has [[2.2 billion monthly active users]] and [[20 daily flights]], [[500 people]] daily.",
     ["count 2200000000 monthly active user", "count 20 daily flight", "count 500 person"]),
    ("[[One dose]] costs [[$5]]; [[one sports car]] won.", ["count 1 dose", "money 5 $", "count 1 sports car"]),
    ("Pressure fell to [[950 mbar]]; each pays [[1,200 pounds a year]].", ["measure 950 millibar", "money 1200 GBP/year"]),
    ("A [[10]]x[[12 foot]] cell.", ["measure 10 foot", "measure 12 foot"]),
]

NOUNS_END = [
    ("A [[magnitude 7.8]] earthquake tears down walls, a [[6.1 magnitude]] quake shakes them.", ["measure 7.8 magnitude", "measure 6.1 magnitude"]),
    ("[[One wave]] followed a shock with a magnitude of [[6.7]], then of a magnitude of [[4 or higher]].", ["count 1 wave", "measure 6.7 magnitude", "measure 4 4.. at_least magnitude"]),
    ("A shock measured [[5.2 on the Richter scale]], the next had a moment magnitude (Mw) of [[6.4]].", ["measure 5.2 magnitude", "measure 6.4 magnitude"]),
    # the verb and the currency are left out together
    ("The states lend [[90 million euros]], the county adds [[6 million]] and the Fund [[22 million]].", ["money 90000000 EUR", "money 6000000 EUR", "money 22000000 EUR"]),
    # a sign of quotation that closes is no inch
    ('- "Tarn codec [[2.1]]"', ["count 2.1"]),
    ('He said: "The snow was [[5"]] deep."', ["measure 5 inch"]),
    ("size: '[[3.8]]'", ["count 3.8"]),
    # what somebody did is no part of what is counted
    ("[[9,400]] voted Yes, [[22,000]] suffered losses, [[40 guests]] enjoyed tea.", ["count 9400", "count 22000", "count 40 guest"]),
    ("Frost killed [[21]] making it the worst, [[40]] leaving [[12 farms]] bare.", ["count 21", "count 40", "count 12 farm"]),
    ("[[One wave]] reaching the pier; [[one expert]] deeming it safe.", ["count 1 wave", "count 1 expert"]),
    ("[[12 working mills]] and [[20 leading banks]].", ["count 12 working mill", "count 20 leading bank"]),
    ("The tally of [[250 dead]] rises; [[40 dead whales]]; [[11 Dead]] in Fire.", ["count 250 dead", "count 40 dead whale", "count 11 dead"]),
    ("Toll Rises to [[Four]]", ["count 4"]),
]

TABLES = {
    "counts": COUNTS,
    "numbers": NUMBERS,
    "shares": SHARES,
    "percents": PERCENTS,
    "ranges": RANGES,
    "bounds": BOUNDED,
    "vague": VAGUE,
    "money": MONEY,
    "measures": MEASURES,
    "ages": AGES,
    "one unit": ONE_UNIT,
    "rates": RATES,
    "listed": LISTED,
    "scores": SCORES,
    "scales": SCALES,
    "times taken": TIMES_TAKEN,
    "parts of a whole": PARTS_OF_A_WHOLE,
    "more bounds": MORE_BOUNDS,
    "more measures": MORE_MEASURES,
    "more money": MORE_MONEY,
    "nouns end": NOUNS_END,
}
ROWS = [
    pytest.param(text, wanted, id=f"{name}-{text[:60]}") for name, table in TABLES.items() for text, wanted in table
]


def check(mention, wanted: str) -> None:
    """Holds a mention to "kind value low..high bound unit"; parts that are not given are not looked at."""
    kind, *rest = wanted.split(" ")
    assert mention.kind == kind
    if rest and rest[0].lstrip("-").replace(".", "", 1).isdigit():
        assert same(mention.value, rest.pop(0))
    if rest and ".." in rest[0]:
        low, high = rest.pop(0).split("..")
        assert same(mention.low, low)
        assert same(mention.high, high)
    if rest and rest[0] in BOUNDS:
        assert mention.bound == rest.pop(0)
    assert mention.unit == " ".join(rest)


@pytest.mark.parametrize(("marked", "wanted"), ROWS)
def test_reads(marked, wanted):
    text, spans = unmark(marked)
    got = [m for m in read_mentions(text) if m.kind not in TIMES]
    assert [text[m.start:m.end] for m in got] == [text[a:b] for a, b in spans]
    for mention, reading in zip(got, wanted, strict=True):
        check(mention, reading)


def test_wrapped_lines_no_break_spaces_and_curly_quotes():
    text = ("The mission in the northern provinces had trained more than\n360\u00a0peace ambassadors"
            " and 1\u202f200 of the town’s\nclerks.")
    got = [m for m in read_mentions(text) if m.kind == "count"]
    assert [(m.value, m.bound) for m in got] == [("360", "more_than"), ("1200", "exact")]
    assert text[got[0].start:got[0].end] == "more than\n360\u00a0peace ambassadors"


def test_a_blank_line_ends_a_phrase():
    text = "Wells: 15\n\npeople came"
    assert [(m.value, m.unit) for m in read_amounts(text)] == [("15", "")]


def test_precision_is_half_of_the_last_printed_place():
    cells = [
        (m.value, m.precision)
        for m in read_amounts("It cost $1.6 billion for 360 wells and 3 million bags of 2,000 g.")
    ]
    assert cells == [("1600000000", "50000000"), ("360", "0.5"), ("3000000", "500000"), ("2000", "0.5")]


def test_reading_a_text_again_gives_the_same():
    text = "We sell 2, 3 and 5 GB plans to 7, 8, 9 and more, 10 x 20 metres."
    first = read_amounts(text)
    assert read_amounts(text) == first
    assert [m.unit for m in first[:3]] == ["gigabyte"] * 3


def test_taken_spans_are_left_alone():
    assert read_amounts("In 2012 people came", [(3, 7)]) == []


# ── laws

_PROSE = st.lists(
    st.sampled_from(
        [
            "5",
            "12,000",
            "3.5",
            "million",
            "one",
            "two",
            "half",
            "a",
            "and",
            "or",
            "to",
            "of",
            "the",
            "$",
            "€",
            "US$",
            "%",
            "percent",
            "people",
            "wells",
            "km",
            "per",
            "day",
            "years",
            "old",
            "more than",
            "about",
            "between",
            "-",
            "–",
            ",",
            ".",
            "\n",
            "\n\n",
            "(",
            ")",
            "dozens",
            "several",
            "first",
            "third",
            "2012",
            "May",
            "Article",
            "7",
            "1/2",
            "½",
            "°C",
            "x",
            "m",
            "k",
            "bn",
            "+",
            "/",
            "in",
            "from",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=80), _PROSE, _PROSE.map(lambda t: t.replace(" ", ""))))
def test_spans_lie_in_the_text_in_order_and_reading_never_raises(text):
    end = 0
    for m in read_mentions(text):
        assert end <= m.start < m.end <= len(text)
        assert m.kind in KINDS
        assert m.bound in BOUNDS
        assert m.start <= m.number[0] <= m.number[1] <= m.end or m.kind in TIMES
        end = m.end
        if m.kind not in TIMES:
            for cell in (m.value, m.low, m.high, m.precision):
                assert cell == "" or Decimal(cell).is_finite()
                assert "E" not in cell
            if m.low and m.high:
                assert Decimal(m.low) <= Decimal(m.high)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 10**9),
    st.sampled_from([("US$", "USD"), ("£", "GBP"), ("€", "EUR"), ("CAD ", "CAD"), ("A$", "AUD"), ("₹", "INR")]),
    st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), ("k", 1000)]),
    st.booleans(),
)
def test_money_comes_back(n, currency, scale, grouped):
    text = f"They paid {currency[0]}{n:,}{scale[0]} then." if grouped else f"They paid {currency[0]}{n}{scale[0]} then."
    found = [m for m in read_amounts(text) if m.kind == "money"]
    assert [(m.value, m.unit) for m in found] == [(str(n * scale[1]), currency[1])]


@pytest.mark.parametrize(
    "piece", ["1", ",", "and ", "12,", "1 and ", "one ", "hundred ", "5 of the ", "1-", "$1 ", "half a ", "[1", "  "]
)
def test_long_lines_of_one_piece_are_read_in_linear_time(piece):
    """A guard by design, not by the clock: each would take hours if the work grew with the square of the length."""
    read_amounts(piece * (40_000 // len(piece)))


def test_marks_of_markdown_hide_nothing():
    text = "They trained **360** peace ambassadors, about \\$5 million, *more than* 20 wells, 5&nbsp;km and 1⁄2 inch."
    cells = [(m.value, m.unit, m.bound) for m in read_amounts(text)]
    assert cells == [
        ("360", "peace ambassador", "exact"),
        ("5000000", "$", "about"),
        ("20", "well", "more_than"),
        ("5", "kilometer", "exact"),
        ("0.5", "inch", "exact"),
    ]


@pytest.mark.parametrize("text", ["*" * 50_000, "_a" * 25_000, "\\" * 50_000, "&nbsp" * 10_000, "**5 " * 12_000])
def test_marks_alone_are_read_in_linear_time(text):
    read_amounts(text)
