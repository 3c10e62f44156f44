#!/bin/sh
# Hands in evidence from a pipeline, as a draft that a person of your organisation reads and releases.
#
#   SECREL_SITE=https://releases.example SECREL_TOKEN=secrel_… \
#     sh hand-in-evidence.sh --release november-2021 --criterion testing-1 --text "Run 4711" report.pdf
#
# It needs a POSIX shell, curl, awk, sed and sha256sum (or shasum), and no JSON tool. SECREL_TOKEN is a token of a
# service account with the scope "evidence": keep it in the secret store of your build server. No argument of a
# command and no line of a log has it.
#
# Running it again with the same facts and files changes nothing: the same draft is named (for 24 hours).
#
# Standard output: the receipt, a tab, and the ETag. Everything said to people goes to standard error.
# Exit status: 0 done · 1 wrong use · 2 refused by a rule or a field · 3 changed by somebody else
#              4 not signed in, or not allowed · 5 not available: try again later
set -eu
umask 077

usage() {
    cat >&2 <<'USAGE'
Use: hand-in-evidence.sh --release SLUG --criterion KEY [--criterion KEY …] [options] [FILE …]
  --text TEXT            what the evidence shows
  --text-file FILE       the same, from a file
  --defects SEVERITY=N   open defects of a severity (1 to 5); once for each severity
  --expires YYYY-MM-DD   the last day on which it is valid
  --security             for the SSC and your own team only
  --change RECEIPT       replace the content of this draft, which this token handed in
  --if-match ETAG        with --change: only if the draft is still this version (default: as it is now)
  --key KEY              your own idempotency key (default: a digest of what is handed in)
  --site URL             instead of SECREL_SITE
USAGE
    exit 1
}
say() { printf '%s\n' "$*" >&2; }
wrong() { say "$1"; exit 1; }

# ---------------------------------------------------------------- JSON, as far as this script needs it
# A text as a JSON string. Control characters other than tab and line break are dropped: the site refuses them.
json() {
    printf '%s' "$1" | LC_ALL=C tr -d '\000-\010\013-\037\177' | LC_ALL=C awk '
        BEGIN { printf "\"" }
        { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }
        END { printf "\"" }'
}
# The first text of a name in a JSON document; nothing where there is none.
field() {
    LC_ALL=C awk -v name="\"$1\":" '
        function utf8(n) {
            if (n < 128) return sprintf("%c", n)
            if (n < 2048) return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
            return sprintf("%c%c%c", 224 + int(n / 4096), 128 + int(n / 64) % 64, 128 + n % 64)
        }
        function hex(text,   i, n) {
            n = 0
            for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
            return n
        }
        { all = all $0 "\n" }
        END {
            at = index(all, name)
            if (!at) exit
            rest = substr(all, at + length(name)); sub(/^[ \n]*/, "", rest)
            if (substr(rest, 1, 1) != "\"") exit
            for (i = 2; i <= length(rest); i++) {
                c = substr(rest, i, 1)
                if (c == "\"") exit
                if (c != "\\") { printf "%s", c; continue }
                i++; c = substr(rest, i, 1)
                if (c == "u") { printf "%s", utf8(hex(substr(rest, i + 1, 4))); i += 4 }
                else if (c == "n") printf "\n"
                else if (c == "t") printf "\t"
                else printf "%s", c
            }
        }' "$2"
}
header() {
    tr -d '\r' < "$work/headers" | LC_ALL=C awk -v name="$1:" '
        tolower(substr($0, 1, length(name))) == tolower(name) {
            found = substr($0, length(name) + 1); sub(/^ */, "", found)
        }
        END { print found }'
}
digest() { if command -v sha256sum > /dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi | cut -c1-64; }

# ---------------------------------------------------------------- what was asked for
site=${SECREL_SITE:-} release='' criteria='' text='' defects='' expires=null class=reviewers
change='' match='' match_given='' key=''
while [ $# -gt 0 ]; do
    case $1 in
        --release|--criterion|--text|--text-file|--defects|--expires|--change|--if-match|--key|--site)
            [ $# -ge 2 ] || usage ;;
    esac
    case $1 in
        --release) release=$2; shift 2 ;;
        --criterion) criteria="$criteria${criteria:+,}$(json "$2")"; shift 2 ;;
        --text) text=$2; shift 2 ;;
        --text-file) [ -r "$2" ] || wrong "The file $2 cannot be read."; text=$(cat "$2"); shift 2 ;;
        --defects)
            case $2 in [1-5]=[0-9]*) ;; *) wrong "--defects takes a severity and a number, such as 3=1." ;; esac
            case ${2#?=} in *[!0-9]*) wrong "--defects takes a severity and a number, such as 3=1." ;; esac
            defects="$defects${defects:+,}\"${2%%=*}\":${2#?=}"; shift 2 ;;
        --expires) expires=$(json "$2"); shift 2 ;;
        --security) class=security; shift ;;
        --change) change=$2; shift 2 ;;
        --if-match) match=$2; match_given=yes; shift 2 ;;
        --key) key=$2; shift 2 ;;
        --site) site=$2; shift 2 ;;
        --) shift; break ;;
        -*) usage ;;
        *) break ;;
    esac
done
[ -n "$site" ] || wrong "Set SECREL_SITE to the address of the site, such as https://releases.example."
[ -n "${SECREL_TOKEN:-}" ] || wrong "Set SECREL_TOKEN to a token of your service account."
[ -n "$release" ] && [ -n "$criteria" ] || usage
[ -n "$text" ] || [ $# -gt 0 ] || wrong "Give a text or a file: a person cannot release nothing."
case $release$change in *[!A-Za-z0-9-]*) wrong "A release and a receipt are letters, digits and hyphens." ;; esac
for file; do [ -f "$file" ] && [ -r "$file" ] || wrong "The file $file cannot be read."; done

site=${site%/}
address="$site/api/v1/releases/$release/evidence/"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
printf 'Authorization: Bearer %s\nAccept: application/json\n' "$SECREL_TOKEN" > "$work/sent"
printf '{"criteria":[%s],"text":%s,"classification":"%s","defects":{%s},"expires_on":%s}' \
    "$criteria" "$(json "$text")" "$class" "$defects" "$expires" > "$work/facts"

# ---------------------------------------------------------------- one request, again where that helps
# A key makes it harmless to send a change twice, so what got no answer is sent again too.
send() {
    tries=0
    while :; do
        tries=$((tries + 1))
        : > "$work/headers"; : > "$work/answer"
        status=$(curl --silent --max-time 120 --header "@$work/sent" --dump-header "$work/headers" \
            --output "$work/answer" --write-out '%{http_code}' "$@") || status=000
        case $status in
            429|502|503|504|000) [ "$tries" -lt "${SECREL_TRIES:-5}" ] || return 0 ;;
            *) return 0 ;;
        esac
        wait=$(header Retry-After)
        case $wait in ''|*[!0-9]*) wait=$((tries * tries)) ;; esac
        [ "$wait" -le 300 ] || wait=300
        case $status in 000) say "No answer: trying again in $wait seconds." ;; *) say "The site answers $status: trying again in $wait seconds." ;; esac
        sleep "$wait"
    done
}
# End with the words of the problem document, where there is one.
refuse() {
    said=$(field detail "$work/answer")
    case $status in
        000) say "The site at $site does not answer. Nothing is known to have been handed in. Run this again."; exit 5 ;;
        412)
            say "$said"
            say "The stored version is $(field stored "$work/answer"). Read the draft at $page, then run this again."
            exit 3 ;;
        401|403) say "$status: ${said:-The site does not let this token do this.}"; exit 4 ;;
        429|5??) say "$status: ${said:-The site is not available.} Run this again later."; exit 5 ;;
        *) say "$status: ${said:-The site refused this and does not say why.}"; exit 2 ;;
    esac
}

page="$site/releases/$release/evidence/${change:-}"
if [ -n "$change" ]; then
    address="$address$change/" page="$page/"
    if [ -z "$match_given" ]; then
        send "$address"
        [ "$status" = 200 ] || refuse
        match=$(header ETag)
    fi
    [ -z "$match" ] || printf 'If-Match: %s\n' "$match" >> "$work/sent"
fi
if [ -z "$key" ]; then
    key=$({ printf '%s %s\n' "$address" "$match"; cat "$work/facts"; for file; do digest "$file"; done; } | digest)
fi
printf 'Idempotency-Key: %s\n' "$key" >> "$work/sent"

# The files, as parts of the body. Quotes and backslashes in their names are escaped, as curl reads both.
count=$#
while [ "$count" -gt 0 ]; do
    name=$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')
    shift
    set -- "$@" --form "add=@\"$name\""
    count=$((count - 1))
done
if [ -n "$change" ]; then set -- --request PUT "$@"; fi
send --form "facts=<$work/facts" "$@" "$address"
case $status in 200|201) ;; *) refuse ;; esac

receipt=$(field receipt "$work/answer")
page="$site/releases/$release/evidence/$receipt/"
if [ -n "$(header Idempotent-Replayed)" ]; then say "This was handed in before, so nothing has changed."; fi
say "Draft $receipt. A person of your organisation reads it and releases it: $page"
printf '%s\t%s\n' "$receipt" "$(header ETag)"
