#!/bin/sh
# The system's libraries: Pango for PDFs; for tests also Chromium and the PDF tools. Installs what is missing
# as root on Debian, else says in one sentence what to run. With the word "pango": that alone.
set -eu
has_pango() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }
packages=""
has_pango || packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if [ "${1:-all}" = all ]; then
  command -v chromium >/dev/null 2>&1 || packages="$packages chromium"
  command -v qpdf >/dev/null 2>&1 || packages="$packages qpdf"
  command -v pdftotext >/dev/null 2>&1 || packages="$packages poppler-utils"
fi
[ -n "$packages" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing$packages …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
else
  echo "Some system libraries are missing. Run: sudo apt-get install$packages" >&2
  exit 1
fi
