from django.urls import path

from governance.scenarios.views import blackouts, closing, comparing, scenarios, steps

urlpatterns = [
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/new/", scenarios.start, name="start-scenario"),
    path("scenarios/compare/", comparing.compare, name="compare-scenarios"),
    path("scenarios/<slug:key>/", scenarios.scenario, name="scenario"),
    path("scenarios/<slug:key>/add/<slug:kind>/", steps.add_step, name="scenario-add-step"),
    path("scenarios/<slug:key>/drop/", steps.drop_step, name="scenario-drop-step"),
    path("scenarios/<slug:key>/shift/", steps.shift_step, name="scenario-shift-step"),
    path("scenarios/<slug:key>/rebase/", closing.rebase, name="scenario-rebase"),
    path("scenarios/<slug:key>/share/", scenarios.share, name="scenario-share"),
    path("scenarios/<slug:key>/copy/", scenarios.copy, name="scenario-copy"),
    path("scenarios/<slug:key>/apply/", closing.apply, name="scenario-apply"),
    path("scenarios/<slug:key>/discard/", closing.discard, name="scenario-discard"),
    path("calendar/blackouts/", blackouts.blackouts, name="blackouts"),
    path("calendar/blackouts/new/", blackouts.add, name="add-blackout"),
    path("calendar/blackouts/<count:number>/remove/", blackouts.drop, name="drop-blackout"),
]
