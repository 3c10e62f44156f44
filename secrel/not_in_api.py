"""Operations without a twin in the API, each with its reason. A test compares this list with all operations."""

DECIDES = "It decides, or gives the power to decide. That takes a second factor, which a token cannot show."
ACCOUNT = "Accounts, roles and sign-in stay on pages."
ITSELF = "The application does it, as a consequence or in a job. No person may."
REFERENCE = "It loads reference data when the application is set up."
CONFIRMS = "A person confirms what a program has read of a document, beside its source, on its page."
INNER = "No page does it alone: another operation calls it, or a document is imported. That one has the twin."
BY_MAIL = "Somebody without an account does it by a link in an email."

NOT_IN_API: dict[str, str] = {
    **dict.fromkeys(
        (
            *("governance.baseline", "governance.return", "governance.confirm_decision"),
            *("governance.confirm_changes", "governance.record_outcome", "governance.take_position"),
            *("governance.withdraw_objection", "governance.record_attendance", "governance.declare_interest"),
            *("governance.name_alternate", "governance.write_minutes", "governance.note_paper"),
            *("governance.change_meeting", "governance.cancel_meeting"),
            *("core.set_power", "core.set_voting_rule", "core.confirm_rule", "core.refuse_rule"),
        ),
        DECIDES,
    ),
    **dict.fromkeys(
        (
            *("core.add_user", "core.change_user", "core.invite", "core.give_role", "core.end_role"),
            *("core.confirm_role", "core.refuse_role", "core.confirm_factor", "core.refuse_factor"),
            *("core.reset_factor", "core.end_sessions", "core.note_factor", "core.register_party"),
            *("core.verify_registration", "core.confirm_registration", "core.refuse_registration"),
            *("core.make_api_token", "core.revoke_api_token", "core.send_again", "core.check_file_again"),
            *("core.ask_for_service_account", "core.confirm_service_account", "core.refuse_service_account"),
            *("core.hand_over_service_account", "core.end_service_account"),
            *("core.make_service_token", "core.revoke_service_token"),
        ),
        ACCOUNT,
    ),
    **dict.fromkeys(
        (
            *("core.note_damaged_file", "core.note_lost_file", "core.note_mended_file"),
            *("core.warn_of_sign_ins", "governance.carry_out_paper", "governance.close_correspondence"),
            *("governance.close_evidence", "governance.drop_positions", "governance.fail_rendering"),
            *("governance.finish_rendering", "governance.queue_rendering", "governance.renew_item"),
            *("governance.follow_standard", "governance.follow_testing", "governance.note_failed_notice"),
            *("governance.send_regression_reminders", "governance.remind_of_consultation"),
            *("governance.keep_reading", "governance.fail_reading"),
            *("governance.supersede", "governance.sweep_flags", "releases.follow_calendar"),
        ),
        ITSELF,
    ),
    "governance.confirm_upload": CONFIRMS,
    "governance.confirm_paper": CONFIRMS,
    "governance.confirm_notices": CONFIRMS,
    "governance.import_rid": CONFIRMS,
    "core.propose_from_document": CONFIRMS,
    **dict.fromkeys(
        (
            *("core.load_bodies", "core.load_lead_times", "core.load_powers"),
            *("governance.load_standard_criteria", "modifications.add_alias", "modifications.add_document"),
            *("releases.load_cut_off_defaults", "releases.load_glossary"),
        ),
        REFERENCE,
    ),
    **dict.fromkeys(
        (
            *("core.set_bank_holiday", "core.drop_bank_holiday", "costs.set_cells", "costs.clear_cells"),
            *("costs.set_secas_effort", "governance.copy_criteria", "governance.ask_by_paper"),
            *("governance.present_changes", "governance.record_earlier_version", "governance.store_imported"),
            *("governance.withdraw_item", "modifications.add_part", "modifications.link"),
            *("modifications.propose_document", "modifications.receive_assessment"),
            *("modifications.request_assessment", "modifications.set_impacts"),
            *("modifications.withdraw_decision", "releases.add_neighbour", "releases.add_summary_point"),
            *("releases.add_timeline_rows", "releases.create", "releases.describe_scope_item"),
            *("releases.move_in_scope", "releases.set_change_requests", "releases.set_notes"),
            "releases.set_programme",
        ),
        INNER,
    ),
    **dict.fromkeys(
        (
            *("core.ask_to_follow", "core.confirm_following", "core.stop_by_link"),
            *("governance.ask_for_link", "governance.answer_by_link"),
        ),
        BY_MAIL,
    ),
}
