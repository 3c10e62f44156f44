"""To whom a task can be handed."""

from datetime import date

from governance.regression.queries.participants import registration_of
from governance.watch.waiting.task import Task
from secrel.core.models.people import User
from secrel.core.models.registrations import Registration
from secrel.core.people.queries import holders_of
from secrel.core.values.organisations import organisation_key


def colleagues(user: User, task: Task, on: date) -> list[User]:
    """Other people with the permission that a task takes, in its body; for a Party, those of its organisation only.

    None for a task of one's own, such as a vote. That somebody is here does not mean that the task is theirs: its own
    rules decide (nobody approves their own work), and `hand_over` asks them.
    """
    needs = task.kind.needs
    if needs is None or task.kind.is_own:
        return []
    people = [row for row in holders_of(needs, on=on, body=task.body or None) if row.pk != user.pk]
    if task.body == "parties":
        people = _of_own_organisation(user, people)
    return sorted(people, key=lambda person: (person.name, person.pk))


def _of_own_organisation(user: User, people: list[User]) -> list[User]:
    registration = registration_of(user)
    if registration is None:
        return []
    own = organisation_key(registration.organisation)
    rows = Registration.objects.filter(user__in=people, state="confirmed").values_list("user", "organisation")
    same = {person for person, organisation in rows if organisation_key(organisation) == own}
    return [person for person in people if person.pk in same]
