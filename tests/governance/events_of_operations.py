"""What each operation tells webhooks: the news that it makes, or why it makes no event. A test compares this with all
operations, so that a new one cannot be forgotten.
"""

from secrel.core.models.subscriptions import NewsKind

NEWS: dict[str, NewsKind] = {
    **dict.fromkeys(
        ("governance.publish", "governance.unpublish", "governance.issue_version"), NewsKind.PUBLISHED
    ),
    "releases.move": NewsKind.GO_LIVE,
    "governance.record_go_live": NewsKind.LIVE,
    **dict.fromkeys(("governance.publish_notice", "governance.correct_notice"), NewsKind.NOTICE),
    **dict.fromkeys(("governance.issue_paper", "governance.withdraw_paper"), NewsKind.PAPER),
    "governance.confirm_decision": NewsKind.DECIDED,
    **dict.fromkeys(
        ("governance.plan_meeting", "governance.plan_series", "governance.cancel_meeting"), NewsKind.MEETING
    ),
}
ACCOUNTS = "Accounts, roles, tokens and settings of one person: nobody else is told."
REFERENCE = "Reference data and settings of the site, which programs read when they need them."
COSTS = "Costs are read in the version that states them."
OTHERS = "It calls other operations, which make the events."
WORKING = "Work on a text or a table that has no effect before it is issued, decided or published."
MEETINGS = "Business of a meeting: its decisions are told once the Chair confirms them."
PEOPLE = "It is between people, who get a task or a mail."
ANSWERS = "Answers and declarations are read by few before a result says what came of them."
SITE = "Files and jobs of the site."


def _of(app: str, *names: str) -> list[str]:
    return [f"{app}.{name}" for text in names for name in text.split()]


WITHOUT: dict[str, list[str]] = {
    ACCOUNTS: _of(
        "core",
        "add_user change_user confirm_factor confirm_registration confirm_role end_role end_sessions give_role invite",
        "make_api_token note_factor refuse_factor refuse_registration refuse_role register_party reset_factor",
        "revoke_api_token verify_registration warn_of_sign_ins send_again ask_to_follow change_subscription",
        "confirm_following stop_by_link subscribe unsubscribe make_private_address revoke_private_address",
        "ask_for_service_account confirm_service_account refuse_service_account hand_over_service_account",
        "end_service_account make_service_token revoke_service_token add_webhook change_webhook remove_webhook",
        "renew_webhook_secret turn_webhook_off turn_webhook_on send_event_again send_test_event",
    ),
    REFERENCE: [
        *_of("core", "confirm_rule drop_bank_holiday load_bodies load_lead_times load_powers refuse_rule"),
        *_of("core", "set_bank_holiday set_lead_time set_power set_voting_rule"),
        *_of("governance", "add_blackout change_profile draft_standard discard_standard drop_blackout"),
        *_of("governance", "load_standard_criteria set_standard ask_standard"),
        *_of("modifications", "add_alias add_document"),
        *_of("releases", "correct_calendar drop_correction load_cut_off_defaults load_glossary"),
        *_of("releases", "set_cut_off_default set_programme"),
    ],
    COSTS: _of(
        "costs",
        "clear_cells set_cells set_combined set_secas_effort set_stages set_yearly state_others write_table",
    ),
    OTHERS: [
        *_of("core", "accept_proposals"),
        *_of("governance", "act_on_flag apply_scenario carry_out_paper confirm_changes confirm_notices"),
        *_of("governance", "confirm_paper confirm_upload import_rid fill_release open_from_earlier"),
        *_of("governance", "open_from_table open_release record_earlier_version set_earlier_versions"),
        *_of("governance", "store_imported close_release"),
        *_of("releases", "add_list_to_scope cancel change_many paper_round take_decision_back"),
    ],
    WORKING: [
        *_of("core", "propose propose_from_document send_back_proposals"),
        *_of("governance", "add_scenario_step change_consultation copy_criteria copy_scenario"),
        *_of("governance", "discard_notice discard_scenario draft_consultation draft_notice"),
        *_of("governance", "draft_notice_of_release draft_paper drop_change drop_notice_correction"),
        *_of("governance", "drop_scenario_step edit_paper follow_standard follow_testing present_changes"),
        *_of("governance", "propose_change put_changes rebase_scenario redraft_paper set_criteria"),
        *_of("governance", "set_implementation set_notice set_notice_documents set_notice_modifications"),
        *_of("governance", "set_notice_specifications share_scenario shift_scenario_step start_scenario"),
        *_of("governance", "change_evidence discard_evidence submit_deliverable waive_finding lift_waiver"),
        *_of("governance", "summarise_consultation deal_with_answers"),
        *_of("modifications", "add_change_request add_part attach_assessment change_change_request"),
        *_of("modifications", "confirm_steps link propose_document receive_assessment recommend register"),
        *_of("modifications", "request_assessment set_assessments set_impacts set_links set_next_steps"),
        *_of("modifications", "set_parts set_solutions"),
        *_of("releases", "add_neighbour add_summary_point attach_annex end_sources lift_sources_end"),
        *_of("releases", "list_change_requests set_annexes set_change_requests set_documents set_glossary"),
        *_of("releases", "set_neighbours set_notes set_readers set_standings set_steps set_summary"),
        *_of("releases", "set_test_strategy set_ticks set_unsettled_target state"),
    ],
    MEETINGS: _of(
        "governance",
        "amend_action answer_objection ask_by_paper ask_go ask_motion ask_on_deliverable ask_recommendation",
        "change_meeting close_action close_condition close_correspondence declare_interest drop_positions",
        "make_pack name_alternate note_paper record_action record_attendance record_outcome renew_item reopen_action",
        "reopen_condition report_condition take_off_agenda take_position withdraw_item withdraw_objection",
        "write_minutes",
    ),
    PEOPLE: _of(
        "governance",
        "answer_comment ask_about_evidence close_evidence comment consult_on_tad hand_over_task",
        "reply_about_evidence take_back_task",
    ),
    ANSWERS: _of(
        "governance",
        "answer_by_link answer_consultation ask_for_link declare_regression declare_taking_part name_participant",
        "name_participant_again record_answer record_letter record_letter_answer record_regression",
        "send_regression_reminders withdraw_participant",
    ),
    SITE: [
        *_of("core", "check_file_again note_damaged_file note_lost_file note_mended_file"),
        *_of("governance", "discard_upload fail_reading fail_rendering finish_rendering keep_reading"),
        *_of("governance", "note_failed_notice queue_rendering retry_paper retry_rendering upload_rid"),
    ],
}
