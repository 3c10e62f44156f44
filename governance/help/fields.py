"""What the hard fields mean. The pages show each text behind a “?” beside its field; the Help pages list them."""

from governance.acceptance.forms.acceptance import ConditionForm, EvidenceForm, ReviewForm
from governance.consultations.forms.answering import AnswerForm
from governance.consultations.forms.asking import ConsultationForm, DeadlineFields, LetterAnswerForm
from governance.meetings.forms.asking import ClosingFields
from governance.meetings.forms.deciding import AlternateForm, InterestForm, PlanForm, PositionForm
from governance.meetings.forms.outcomes import OutcomeForm
from governance.papers.forms.papers import DraftForm as DraftPaperForm
from governance.papers.forms.papers import ProposeForm
from governance.register.forms.opening import OpenForm
from governance.regression.forms import DeclareForm, TakePartForm
from governance.scenarios.forms import MoveStep, SplitStep, StartForm
from governance.versions.forms.documents import CommentForm, DraftForm, PresentForm
from governance.watch.forms.flags import ActForm
from governance.watch.forms.following import FollowForm
from governance.watch.forms.handovers import HandOverForm
from releases.forms.facts import ReleaseForm, WindowForm
from releases.forms.scope import ScopeItemForm
from secrel.core.changes.permissions import Permission
from secrel.core.editing.field_help import FieldHelp
from secrel.core.people.registration_forms import InvitationForm, RegistrationForm

EDITS, MINUTES, PLANS = Permission.EDIT_RELEASES, Permission.RECORD_MEETINGS, Permission.PLAN_MEETINGS
SUBMITS, PRESENTS = Permission.SUBMIT_EVIDENCE, Permission.PRESENT_VERSIONS
CONSULTS, DECLARES = Permission.RUN_CONSULTATIONS, Permission.DECLARE_REGRESSION
SCOPE, RID, MEETING, OUTCOME = (
    "A modification in scope",
    "Versions of a RID",
    "Plan a meeting",
    "Record the outcome",
)
WHAT_IF = "A what-if scenario"
EVIDENCE, CONSULTATION, ANSWER = "Prepare evidence", "A consultation", "Answer a consultation"

FIELDS: tuple[FieldHelp, ...] = (
    FieldHelp(
        OpenForm,
        "profile",
        "Create a release",
        "A system-impacting release changes DCC systems: it has testing, two baselines and criteria from the DCC. A "
        "document-only release changes texts of the SEC and is prepared by SECAS alone.",
        EDITS,
    ),
    FieldHelp(
        ReleaseForm,
        "classification",
        "A release",
        "Who may read what is published. White: everybody. Green: Parties and members of bodies. Amber: the bodies "
        "that the release names. Red: the people whom it names. Drafts are for SECAS, whatever the class.",
        EDITS,
    ),
    FieldHelp(
        WindowForm,
        "window_from",
        "A release",
        "The Authority can permit a go-live only between two days. A go-live outside them is flagged until it moves or "
        "the days change. One of the two days is enough.",
        EDITS,
    ),
    FieldHelp(
        ScopeItemForm,
        "cut_off_on",
        SCOPE,
        "Leave it empty to use the default for the modification’s path. A flag appears before the day, and another one "
        "if it passes without approval. Nothing leaves the scope by itself.",
        EDITS,
    ),
    FieldHelp(
        ScopeItemForm,
        "ground",
        SCOPE,
        "Choose a ground when a modification leaves, or when one is added after the scope was baselined. The ground "
        "and its reason are printed in the next paper and stay in the ledger.",
        EDITS,
    ),
    FieldHelp(
        DraftForm,
        "number",
        RID,
        "Drafts count 0.1, 0.2 and so on. The first baseline is 1.0, and drafts after it are 1.1, 1.2. Leave it empty "
        "unless you repeat numbers that exist outside secrel.",
        PRESENTS,
    ),
    FieldHelp(
        PresentForm,
        "reference",
        RID,
        "Only where the RID is attached to a paper that is not in secrel. A paper written here gives its RIDs their "
        "reference by itself.",
        PRESENTS,
    ),
    FieldHelp(
        CommentForm,
        "section",
        RID,
        "Choose the section that your comment is about, so that SECAS can answer beside it. Make one comment for each "
        "point: each is answered by itself.",
        Permission.COMMENT,
    ),
    FieldHelp(
        DraftPaperForm,
        "item",
        "Draft a paper",
        "The number of the item on the body’s agenda. It ends the reference of the paper: the 23 in SECP_76_1701_23.",
        PRESENTS,
    ),
    FieldHelp(
        ProposeForm,
        "recommendation",
        "Draft a paper",
        "Each number becomes one AGREE. Give changes the same number if the body should agree all of them or none.",
        PRESENTS,
    ),
    FieldHelp(
        ClosingFields,
        "closes",
        MEETING,
        "With a time, members decide by correspondence until then, and their positions are the votes. Without a time, "
        "the body meets, and the secretary records attendance and votes.",
        PLANS,
    ),
    FieldHelp(
        PlanForm,
        "papers_on",
        MEETING,
        "Each body has a rule for how many Working Days before its meeting papers are due. Enter a day only if this "
        "meeting differs.",
        PLANS,
    ),
    FieldHelp(
        PositionForm,
        "stance",
        "Take a position",
        "Your position is on the content that you see. If that changes before the decision, your position no longer "
        "counts, and you are asked again. An abstention counts for the quorum only.",
        Permission.TAKE_POSITIONS,
    ),
    FieldHelp(
        OutcomeForm,
        "agree",
        OUTCOME,
        "Count every seat that was present and could vote, also those that abstained. Positions that members took are "
        "filled in. If nobody voted and nobody objected, leave all three empty.",
        MINUTES,
    ),
    FieldHelp(
        OutcomeForm,
        "casting",
        OUTCOME,
        "Only where votes are equal and the body’s rule gives the Chair a casting vote.",
        MINUTES,
    ),
    FieldHelp(
        OutcomeForm,
        "dissent",
        OUTCOME,
        "Objections from the positions are filled in with their reasons. Add those made at the meeting, and take out "
        "what a member withdrew. The minutes extract prints this text.",
        MINUTES,
    ),
    FieldHelp(
        InterestForm,
        "steps_back",
        "Declared interest",
        "A member who steps back has no vote on this item. A position that they took before no longer counts.",
        MINUTES,
    ),
    FieldHelp(
        AlternateForm,
        "seat",
        "A meeting",
        "The alternate sits and votes in place of this member, at this meeting only. They need an account.",
        MINUTES,
    ),
    FieldHelp(
        EvidenceForm,
        "criteria",
        EVIDENCE,
        "One piece can be for several criteria. Do not put security criteria and others into one piece: only your team "
        "and the SSC may read evidence on security.",
        SUBMITS,
    ),
    FieldHelp(
        EvidenceForm,
        "classification",
        EVIDENCE,
        "Evidence on security stays closed for good once it is released, even if its criteria change reviewers. If "
        "others review a criterion too, submit what they need as a separate piece.",
        SUBMITS,
    ),
    FieldHelp(
        EvidenceForm,
        "expires_on",
        EVIDENCE,
        "For a certificate or a report that is valid until a day. After that day it no longer shows that its criteria "
        "are met, and you have to replace it.",
        SUBMITS,
    ),
    FieldHelp(
        ConditionForm,
        "done",
        "A condition",
        "Enter what was done and where it can be seen. SECAS closes the condition, or sends it back with what is "
        "missing.",
        SUBMITS,
    ),
    FieldHelp(
        ReviewForm,
        "verdict",
        "Review the evidence",
        "Judge the evidence that is there now. If a piece is added or replaced later, the criterion waits for a review "
        "again. “Not applicable” means that the criterion has nothing to say about this release.",
        Permission.REVIEW_EVIDENCE,
    ),
    FieldHelp(
        ConsultationForm,
        "is_amber",
        CONSULTATION,
        "Only the organisations and bodies that you name, the body that decides, and SECAS then find it. Name "
        "organisations as they are registered.",
        CONSULTS,
    ),
    FieldHelp(
        DeadlineFields,
        "deadline_at",
        CONSULTATION,
        "Without a time the deadline is close of play on that day. Answers after it are taken until the decision, and "
        "are marked as late.",
        CONSULTS,
    ),
    FieldHelp(
        LetterAnswerForm,
        "window_from",
        CONSULTATION,
        "The first and last day on which the Authority permits the go-live. They become the permitted window of the "
        "release.",
        CONSULTS,
    ),
    FieldHelp(
        AnswerForm,
        "affected",
        ANSWER,
        "Answer for your organisation. “Not stated” is counted as an answer. You can change it until the deadline.",
        DECLARES,
    ),
    FieldHelp(
        AnswerForm,
        "is_confidential",
        ANSWER,
        "A confidential answer is counted by category, and only the owner of the consultation reads it. The summary "
        "and the paper do not show it.",
        DECLARES,
    ),
    FieldHelp(
        TakePartForm,
        "takes_part",
        "Regression testing",
        "With “yes”, your organisation is a Test Participant of this release and declares a plan before User "
        "Integration Testing (UIT) begins, and results before it ends. You can say “no” later, with a reason.",
        DECLARES,
    ),
    FieldHelp(
        DeclareForm,
        "text",
        "Regression testing",
        "Say in your own words what you test and when, or what came of it, or add a file. The DCC, SECAS and the TAG "
        "read it. Other organisations do not.",
        DECLARES,
    ),
    FieldHelp(
        RegistrationForm,
        "category",
        "Register for an account",
        "The category of your organisation in the SEC. It decides which dates and test windows are yours. SECAS checks "
        "it before your account is open.",
        DECLARES,
    ),
    FieldHelp(
        ActForm,
        "act",
        "Flags",
        "A dismissed flag comes back when its facts change. A reminder goes to the people responsible, with your "
        "reason as its message, once a day at most.",
        EDITS,
    ),
    FieldHelp(
        InvitationForm,
        "role",
        "Invite a person",
        "A role that decides or administers takes two people: you give it, and another administrator confirms it. "
        "Until then it has no effect.",
        Permission.MANAGE_ACCOUNTS,
    ),
    FieldHelp(
        FollowForm,
        "value",
        "What you follow",
        "First choose what it is. Then enter its name as its page shows it, or the reference of a modification. You "
        "get only news that you may read.",
        None,
    ),
    FieldHelp(
        StartForm,
        "why",
        WHAT_IF,
        "A scenario changes nothing. Only you read it until you share it; then everybody who may read drafts can. You "
        "can apply it as a draft, with one reason for all its steps, or discard it.",
        EDITS,
    ),
    FieldHelp(
        SplitStep,
        "names",
        WHAT_IF,
        "What is in a scope now becomes the first part. Add the other parts to their releases in steps after this "
        "one. New parts have no impacts, documents or costs until you enter them.",
        EDITS,
    ),
    FieldHelp(
        MoveStep,
        "ground",
        WHAT_IF,
        "After its baseline a scope takes in modifications only as exceptions that a body agreed. Choose both here, "
        "or the step is refused.",
        EDITS,
    ),
    FieldHelp(
        HandOverForm,
        "until_on",
        "Hand over a task",
        "Usually the day on which the task is due, or the last day on which you are away. After it the task is in your "
        "list again, if it is not done. Either of you can end the handover earlier.",
        None,
    ),
)
