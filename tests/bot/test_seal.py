"""What is sealed is opened by the same keys, by none else, and shown by nothing."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.readiness import CannotStartError
from bot.seal import Seal, WrongKeyError, new_key, seal_of

OLD, NEW = new_key(), new_key()


def seal(*keys: str) -> Seal:
    return seal_of(SecretStr(",".join(keys)))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_what_is_closed_is_opened(secret: str) -> None:
    closed = seal(NEW).close(secret)
    assert seal(NEW).open(closed) == secret
    assert len(closed) <= 4 * (len(secret.encode()) + 80)


def test_the_same_secret_is_never_closed_the_same() -> None:
    assert seal(NEW).close("hemligt") != seal(NEW).close("hemligt")
    assert "hemligt" not in seal(NEW).close("hemligt")


def test_the_longest_secret_has_room_in_the_table() -> None:
    assert len(seal(NEW).close("x" * 400)) <= 1_000


def test_what_any_fernet_closed_is_opened() -> None:
    assert seal(OLD).open(Fernet(OLD).encrypt(b"hemligt").decode()) == "hemligt"


def test_another_key_opens_nothing() -> None:
    closed = seal(OLD).close("hemligt")
    for wrong in (closed[:-8] + "AAAAAAA=", "", "hemligt", "åäö"):
        with pytest.raises(WrongKeyError):
            seal(OLD).open(wrong)
    with pytest.raises(WrongKeyError):
        seal(NEW).open(closed)


def test_a_key_is_changed_for_another() -> None:
    closed = seal(OLD).close("hemligt")
    both = seal(f" {NEW} ", OLD, "")
    assert both.open(closed) == "hemligt"
    assert not both.is_newest(closed)
    renewed = both.renew(closed)
    assert both.is_newest(renewed)
    assert seal(NEW).open(renewed) == "hemligt"


@pytest.mark.parametrize("missing", [None, SecretStr(""), SecretStr(" , ")])
def test_a_missing_key_is_told(missing: SecretStr | None) -> None:
    with pytest.raises(CannotStartError) as told:
        seal_of(missing)
    assert told.value.key == "seal.no_key"


@pytest.mark.parametrize(
    "key", ["hemlig", NEW[:-4], f"{NEW},hemlig", "åäö" * 15], ids=["word", "cut", "one", "åäö"]
)
def test_what_is_no_key_is_told_and_not_shown(key: str) -> None:
    with pytest.raises(CannotStartError) as told:
        seal_of(SecretStr(key))
    assert (told.value.key, told.value.values) == ("seal.bad_key", {})
    assert told.value.__cause__ is None


def test_a_seal_shows_no_key() -> None:
    assert NEW not in repr(seal(NEW))
    assert NEW not in str(vars(seal(NEW)))
