"""Signing in as allauth would leave the session: password and second factor shown."""

from django.test import Client

from tiepdan.accounts.models import User


def sign_in(client: Client, user: User) -> Client:
    """Return the client, signed in as `user` with both factors."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}, {"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
