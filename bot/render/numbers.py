"""What a field for a number begins with."""

from decimal import Decimal, InvalidOperation

from handlers.cards import NumberField


def figure(one: NumberField) -> str | None:
    """The value with a point and no exponent, if it is a number that the field takes."""
    try:
        value = Decimal(one.value.strip().replace(",", "."))
        if not one.lowest <= value <= one.highest:
            return None
    except InvalidOperation:
        return None
    if not one.decimals:
        return str(int(value)) if value == int(value) else None
    return f"{value:f}"
