"""What the pages for an organisation and their API share."""

from django.http import Http404

from governance.documents.brief.slices import read_who


def read(who: str) -> tuple[str, ...]:
    """The categories in an address; raises Http404 for one that does not exist."""
    try:
        return read_who(who)
    except KeyError as error:
        raise Http404("There is no such category of Parties at this address.") from error
