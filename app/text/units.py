"""Units of measure and money, in the many ways they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.text.figure_tokens import Token


class Dimension(StrEnum):
    """What a quantity measures; only quantities of one dimension can be compared."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"  # percent, percentage points, basis points
    RATING = "rating"  # 7.5/10, 49 out of 100
    DURATION = "duration"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    POWER = "power"
    ENERGY = "energy"
    DATA = "data"
    DATA_RATE = "data rate"
    FREQUENCY = "frequency"
    ANGLE = "angle"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in canonical form: an amount times `factor` plus `offset` is that amount in `base`.

    Units convert into one another when they share a `base`. Dollars and euros share a dimension but no base.
    """

    name: str
    dimension: Dimension
    base: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def converts_to(self, other: "Unit") -> bool:
        """Say whether amounts in this unit can be held against amounts in the other."""
        return self.base == other.base and self.dimension is other.dimension


# One unit a line: name | factor to base | words (any case) | signs (as written), below a line "dimension: base".
_TABLE = """
share: percent
percent | 1 | percent, per cent, pct | %
share: percentage point
percentage point | 1 | percentage point, percentage points, percent point, % point, % points, pp, ppt, ppts |
basis point | 1/100 | basis point, basis points, bps |
duration: second
second | 1 | second, seconds, sec, secs | s
millisecond | 1/1000 | millisecond, milliseconds | ms
minute | 60 | minute, minutes, min, mins |
hour | 3600 | hour, hours, hr, hrs | h
day | 86400 | day, days |
week | 604800 | week, weeks |
fortnight | 1209600 | fortnight, fortnights |
duration: month
month | 1 | month, months |
quarter | 3 | quarter, quarters |
year | 12 | year, years, yr, yrs |
decade | 120 | decade, decades |
century | 1200 | century, centuries |
length: metre
metre | 1 | metre, metres, meter, meters | m
kilometre | 1000 | kilometre, kilometres, kilometer, kilometers, kms | km
centimetre | 1/100 | centimetre, centimetres, centimeter, centimeters | cm
millimetre | 1/1000 | millimetre, millimetres, millimeter, millimeters | mm
micrometre | 1/1000000 | micrometre, micrometres, micron, microns | µm
nanometre | 1/1000000000 | nanometre, nanometres, nanometer, nanometers | nm
mile | 1609344/1000 | mile, miles, mi |
yard | 9144/10000 | yard, yards | yd
foot | 3048/10000 | foot, feet, ft |
inch | 254/10000 | inch, inches |
light-year | 9460730472580800 | light year, light years, light - year, light - years |
area: square metre
square metre | 1 | square metre, square metres, square meter, square meters, sq m | m²
square kilometre | 1000000 | square kilometre, square kilometres, square kilometer, square kilometers, sq km | km²
square mile | 2589988110336/1000000 | square mile, square miles, sq mi |
square foot | 9290304/100000000 | square foot, square feet, sq ft | ft²
hectare | 10000 | hectare, hectares | ha
acre | 40468564224/10000000 | acre, acres |
volume: litre
litre | 1 | litre, litres, liter, liters | l, L
millilitre | 1/1000 | millilitre, millilitres, milliliter, milliliters | ml, mL
cubic metre | 1000 | cubic metre, cubic metres, cubic meter, cubic meters | m³
gallon | 3785411784/1000000000 | gallon, gallons |
barrel | 158987294928/1000000000 | barrel, barrels |
mass: kilogram
kilogram | 1 | kilogram, kilograms, kilo, kilos, kgs | kg
gram | 1/1000 | gram, grams | g
milligram | 1/1000000 | milligram, milligrams | mg
tonne | 1000 | tonne, tonnes, metric ton, metric tons | t
pound | 45359237/100000000 | pound, pounds, lb, lbs |
ounce | 28349523125/1000000000000 | ounce, ounces, oz |
mass: ton
ton | 1 | ton, tons |
speed: metre per second
metre per second | 1 | metres per second, meters per second, m / s |
kilometre per hour | 5/18 | km / h, kph, kmh, kilometres per hour, kilometers per hour, kilometres an hour |
mile per hour | 44704/100000 | mph, miles per hour, miles an hour |
knot | 1852/3600 | knot, knots |
power: watt
watt | 1 | watt, watts | W
kilowatt | 1000 | kilowatt, kilowatts | kW
megawatt | 1000000 | megawatt, megawatts | MW
gigawatt | 1000000000 | gigawatt, gigawatts | GW
terawatt | 1000000000000 | terawatt, terawatts | TW
horsepower | 7457/10 | horsepower, hp, bhp |
energy: watt-hour
watt-hour | 1 | watt hour, watt hours, watt - hours | Wh
kilowatt-hour | 1000 | kilowatt hour, kilowatt hours, kilowatt - hour, kilowatt - hours | kWh
megawatt-hour | 1000000 | megawatt hour, megawatt hours, megawatt - hour, megawatt - hours | MWh
gigawatt-hour | 1000000000 | gigawatt hour, gigawatt hours, gigawatt - hour, gigawatt - hours | GWh
terawatt-hour | 1000000000000 | terawatt hour, terawatt hours, terawatt - hour, terawatt - hours | TWh
joule | 1/3600 | joule, joules | J
energy: calorie
calorie | 1 | calorie, calories, kcal |
data: byte
byte | 1 | byte, bytes |
kilobyte | 1000 | kilobyte, kilobytes | kB, KB
megabyte | 1000000 | megabyte, megabytes | MB
gigabyte | 1000000000 | gigabyte, gigabytes | GB
terabyte | 1000000000000 | terabyte, terabytes | TB
petabyte | 1000000000000000 | petabyte, petabytes | PB
exabyte | 1000000000000000000 | exabyte, exabytes | EB
kibibyte | 1024 | kibibyte, kibibytes | KiB
mebibyte | 1048576 | mebibyte, mebibytes | MiB
gibibyte | 1073741824 | gibibyte, gibibytes | GiB
tebibyte | 1099511627776 | tebibyte, tebibytes | TiB
data rate: bit per second
megabit per second | 1000000 | megabits per second | Mbps
gigabit per second | 1000000000 | gigabits per second | Gbps
gigabyte per second | 8000000000 | gigabytes per second, gb / s |
terabyte per second | 8000000000000 | terabytes per second, tb / s |
frequency: hertz
hertz | 1 | hertz | Hz
kilohertz | 1000 | kilohertz | kHz
megahertz | 1000000 | megahertz | MHz
gigahertz | 1000000000 | gigahertz | GHz
angle: degree
degree | 1 | degree, degrees | °
"""
_CELSIUS = Unit("degree Celsius", Dimension.TEMPERATURE, "kelvin", Fraction(1), Fraction(27315, 100))
_FAHRENHEIT = Unit(
    "degree Fahrenheit", Dimension.TEMPERATURE, "kelvin", Fraction(5, 9), Fraction(27315, 100) - Fraction(160, 9)
)
_TEMPERATURES = {
    _CELSIUS: ("celsius", "degrees celsius", "degree celsius", "degrees c", "° c", "centigrade", "degrees centigrade"),
    _FAHRENHEIT: ("fahrenheit", "degrees fahrenheit", "degree fahrenheit", "degrees f", "° f"),
}


def _read_table() -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    dimension, base = Dimension.COUNT, ""
    for line in _TABLE.strip().splitlines():
        if "|" not in line:
            kind, base = line.split(": ")
            dimension = Dimension(kind)
            continue
        name, factor, forms, marks = (part.strip() for part in line.split("|"))
        unit = Unit(name, dimension, base, Fraction(factor))
        words.update(dict.fromkeys(filter(None, forms.split(", ")), unit))
        signs.update(dict.fromkeys(filter(None, marks.split(", ")), unit))
    for unit, names in _TEMPERATURES.items():
        words.update(dict.fromkeys(names, unit))
    return words, signs


_WORDS, _SIGNS = _read_table()
_STARTS = frozenset(form.partition(" ")[0] for form in _WORDS) | {"°"}
_LONGEST = max(form.count(" ") for form in _WORDS) + 1

PERCENT = _SIGNS["%"]
YEAR = _WORDS["year"]
POUND_MASS = _WORDS["pound"]


def rating_out_of(most: int) -> Unit:
    """Give the unit of a rating on a scale that ends at `most`: 7.5/10 and 75/100 are the same rating."""
    return Unit(f"out of {most}", Dimension.RATING, "rating", Fraction(1, most))


def read_unit(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """Read the unit that starts at token `at`, the longest name first; answer it and the index after it."""
    token = tokens[at]
    if token.low in _STARTS:
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            unit = _WORDS.get(" ".join([each.low for each in tokens[at : at + length]]))
            if unit is not None:
                return unit, at + length
    if token.raw in _SIGNS and not (tokens[at + 1].glued and tokens[at + 1].raw.isalnum()):
        return _SIGNS[token.raw], at + 1
    return None
