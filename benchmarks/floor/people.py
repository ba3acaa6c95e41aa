"""Tables, people and their sessions for the floor: `python -m benchmarks.floor.people N FILE`."""

import json
import sys
from pathlib import Path

import django


def main(count: int, target: Path) -> None:
    """Write `count` cookie headers of signed-in people into `target`, as JSON."""
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    # The app has no migrations; its table needs that of the people first.
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    people = [User(username=f"orang{number}") for number in range(count)]
    for person in people:
        person.set_unusable_password()
    sessions = []
    for person in User.objects.bulk_create(people):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        sessions.append(f"sessionid={session.session_key}")
    target.write_text(json.dumps(sessions), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
