"""Money: currency signs, codes and words, before and after an amount."""

from collections.abc import Sequence
from fractions import Fraction

from app.text.figure_tokens import Token, listed
from app.text.units import Dimension, Unit

_CODES = listed(
    "USD EUR GBP JPY CNY RMB INR CHF CAD AUD NZD HKD SGD BRL KRW RUB TRY ILS UAH NGN PHP THB SEK NOK DKK PLN CZK "
    "HUF MXN ZAR SAR AED EGP PKR IDR MYR VND TWD ARS CLP COP KES"
)
_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "Rs": "INR",
}
_DOLLARS = {
    "US": "USD",
    "C": "CAD",
    "CA": "CAD",
    "CDN": "CAD",
    "A": "AUD",
    "AU": "AUD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
    "R": "BRL",
    "NT": "TWD",
    "MX": "MXN",
}
_WORDS = """
USD: us dollar, american dollar, u . s . dollar, dollar, buck
EUR: euro
GBP: british pound, pound sterling, pounds sterling, quid
JPY: japanese yen, yen
CNY: chinese yuan, yuan, renminbi
INR: indian rupee, rupee
CHF: swiss franc
CAD: canadian dollar
AUD: australian dollar
NZD: new zealand dollar
HKD: hong kong dollar
SGD: singapore dollar, singaporean dollar
BRL: brazilian real, reais
KRW: south korean won, korean won
RUB: russian ruble, russian rouble, ruble, rouble
TRY: turkish lira
SEK: swedish krona, swedish kronor
NOK: norwegian krone, norwegian kroner
DKK: danish krone, danish kroner
PLN: zloty, polish zloty
MXN: mexican peso
ZAR: rand, south african rand
NGN: naira
UAH: hryvnia
ILS: shekel
PKR: pakistani rupee
"""
_SAME = {"RMB": "CNY"}


def _money(code: str, factor: Fraction = Fraction(1), name: str = "") -> Unit:
    code = _SAME.get(code, code)
    return Unit(name or code, Dimension.MONEY, code, factor)


_BY_CODE = {code: _money(code) for code in _CODES}
_BY_WORD = {
    word: _BY_CODE[line.partition(":")[0]]
    for line in _WORDS.strip().splitlines()
    for form in line.partition(": ")[2].split(", ")
    for word in (form, f"{form}s")
} | {
    form: _money(code, Fraction(1, 100), name)
    for code, name, forms in (("USD", "cent", ("cent", "cents")), ("GBP", "penny", ("pence", "p")))
    for form in forms
}
_WORD_STARTS = frozenset(form.partition(" ")[0] for form in _BY_WORD)
_LONGEST = max(form.count(" ") for form in _BY_WORD) + 1

POUND_STERLING = _BY_CODE["GBP"]


def starts_currency(token: Token) -> bool:
    """Tell whether a token may open a currency that stands before an amount."""
    return token.raw in _SIGNS or token.raw in _BY_CODE or token.raw in _DOLLARS


def currency_before(tokens: Sequence[Token], number: int) -> tuple[Unit, int] | None:
    """Read the currency that ends just before token `number`; answer it and the index at which it starts."""
    at = number - 1
    if at >= 1 and tokens[at].raw == "." and tokens[at - 1].raw == "Rs":
        return _BY_CODE["INR"], at - 1
    if at < 0:
        return None
    sign = tokens[at].raw
    if sign == "$" and at >= 1 and tokens[at].glued and tokens[at - 1].raw in _DOLLARS:
        return _BY_CODE[_DOLLARS[tokens[at - 1].raw]], at - 1
    if sign in _SIGNS:
        return _BY_CODE[_SIGNS[sign]], _with_code(tokens, at)
    return (_BY_CODE[sign], at) if sign in _BY_CODE else None


def _with_code(tokens: Sequence[Token], at: int) -> int:
    return at - 1 if at >= 1 and tokens[at - 1].raw in _BY_CODE else at


def currency_after(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """Read the currency whose sign, code or name starts at token `at`; answer it and the index after it."""
    token = tokens[at]
    if token.raw in _BY_CODE:
        return _BY_CODE[token.raw], at + 1
    if token.raw in "€£₹₽₺" and token.raw:
        return _BY_CODE[_SIGNS[token.raw]], at + 1
    if token.low not in _WORD_STARTS:
        return None
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        unit = _BY_WORD.get(" ".join([each.low for each in tokens[at : at + length]]))
        if unit is not None and (unit.name != "penny" or token.low != "p" or token.glued):
            return unit, at + length
    return None
