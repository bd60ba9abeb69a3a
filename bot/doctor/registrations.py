"""What the database tells of Teams: whether each municipality's bot can be used."""

from collections.abc import Iterator, Sequence

from pydantic import SecretStr

from bot.doctor.finding import Finding, note, right, wrong
from bot.readiness import CannotStartError
from storage.registrations import StoredRegistration


def examine_registrations(
    stored: Sequence[StoredRegistration],
    unregistered: Sequence[str],
    keys: SecretStr | None,
    own: str | None,
) -> list[Finding]:
    """`unregistered` are the tenants without a registration in the database.

    `own` is the tenant of the settings, which needs none.
    """
    bare = [tenant for tenant in unregistered if tenant.lower() != (own or "").strip().lower()]
    found = [wrong("doctor.unregistered", tenant=tenant) for tenant in bare]
    return [*found, *_sealed(stored, keys)] if stored else found


def _sealed(stored: Sequence[StoredRegistration], keys: SecretStr | None) -> Iterator[Finding]:
    """Each secret is opened, and not looked at."""
    try:
        from bot.seal import seal_of  # noqa: PLC0415 (only where something is sealed)

        seal = seal_of(keys)
    except ModuleNotFoundError:
        yield wrong("seal.not_installed")
        return
    except CannotStartError as error:
        yield wrong(error.key, **error.values)
        return
    from bot.teams.registrations import opened_secret  # noqa: PLC0415

    good = 0
    for each in stored:
        try:
            opened_secret(each, seal)
        except CannotStartError as error:
            yield wrong(error.key, **error.values)
            continue
        good += 1
        if not seal.is_newest(each.sealed_secret):
            yield note("doctor.old_key", tenant=each.tenant)
    if good:
        yield right("doctor.registrations", n=good)
