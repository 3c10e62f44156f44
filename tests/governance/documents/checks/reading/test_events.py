import pytest

from governance.documents.checks.reading.events import Event, Moment, Stage, read_event

UIT_BEGINS, UIT_ENDS = Event(Stage.UIT, Moment.BEGINS), Event(Stage.UIT, Moment.ENDS)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("UIT begins", UIT_BEGINS),
        ("UIT commences", UIT_BEGINS),
        ("Start of User Integration Testing", UIT_BEGINS),
        ("the UIT window opens", UIT_BEGINS),
        ("UIT completion", UIT_ENDS),
        ("UIT window closes", UIT_ENDS),
        ("SIT exit", Event(Stage.SIT, Moment.ENDS)),
        ("DCC submits UIT Completion Report and evidence", Event(Stage.UIT, Moment.SUBMITTED)),
        ("TAG reviews SIT Completion Report", Event(Stage.SIT, Moment.REVIEWED)),
        ("the Panel’s approval of the SIT Completion Report", Event(Stage.SIT, Moment.APPROVED)),
        ("DCC submits draft SEC Release TAD", Event(Stage.TAD, Moment.SUBMITTED, is_draft=True)),
        ("Panel reviews SEC Release TAD", Event(Stage.TAD, Moment.APPROVED)),
        ("Release go-live", Event(Stage.GO_LIVE, Moment.THERE)),
        ("The release goes live", Event(Stage.GO_LIVE, Moment.THERE)),
        ("Panel go/no-go decision", Event(Stage.GO_NO_GO, Moment.THERE)),
        ("Panel go or no-go", Event(Stage.GO_NO_GO, Moment.THERE)),
        ("Test Participants inform DCC of their UIT regression testing plans", None),
        ("SIT and UIT commence", None),
        ("UIT begins and ends", None),
        ("Panel meeting", None),
        ("", None),
    ],
)
def test_an_event_is_what_its_words_mean(text, event):
    assert read_event(text) == event
