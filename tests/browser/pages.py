"""The pages that exist, and who opens them, for sweeps."""

PUBLIC = [
    "/",
    "/releases/",
    "/releases/june-2021/",
    "/releases/november-2021/",
    "/releases/june-2021/rid/",
    "/releases/november-2021/rid/",
    "/releases/june-2021/rid/8.0/",
    "/modifications/",
    "/modifications/?q=mp153",
    "/modifications/?q=zebra",
    "/modifications/MP153/",
    "/search/?q=november",
    "/gallery/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/",
    "/nowhere/",
]
SIGNED_IN = {
    "analyst": [
        "/",
        "/releases/june-2021/",
        "/releases/november-2021/",
        "/releases/november-2021/scope/MP149/",
        "/releases/november-2021/timeline/panel-gono-go-decision/",
        "/releases/november-2021/rid/",
        "/releases/november-2021/rid/0.1/",
        "/releases/november-2021/criteria/",
        "/releases/november-2021/criteria/operational-8/",
        "/record/",
        "/record/?about=zebra",
        "/record/verify/",
        "/accounts/",
    ],
    "chair": ["/", "/releases/november-2021/", "/record/", "/accounts/logout/"],
    "delivery": ["/", "/releases/november-2021/criteria/", "/releases/november-2021/criteria/testing-1/"],
    "administrator": [
        "/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
    ],
}
EVERY = [("", path) for path in PUBLIC] + [
    (role, path) for role, paths in SIGNED_IN.items() for path in paths
]
MAIN = [
    ("", "/"),
    ("", "/releases/june-2021/"),
    ("", "/releases/june-2021/rid/8.0/"),
    ("", "/modifications/"),
    ("", "/gallery/"),
    ("", "/accounts/login/"),
    ("analyst", "/"),
    ("analyst", "/releases/november-2021/"),
    ("analyst", "/releases/november-2021/scope/MP149/"),
    ("delivery", "/releases/november-2021/criteria/testing-1/"),
]
