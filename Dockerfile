# One image for web, worker and beat; docker-compose.yml names their commands.
FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN STATIC_DIR=/app/static-collected SECREL_VAR=/tmp/build \
    DATABASE_URL=postgres://unused REDIS_URL=redis://unused python manage.py collectstatic --noinput \
 && rm -rf /tmp/build \
 && useradd --create-home --uid 10001 secrel && mkdir -p /data/files /data/backups && chown -R secrel /data
USER secrel
EXPOSE 8000
