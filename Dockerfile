# The portal for production: one image, four roles (web, worker, beat, migrations).
# PostgreSQL and Valkey run beside it (docker-compose.yml); nothing embedded is started here.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=asn_wfh.settings \
    DATA=/srv/hadir/data

RUN useradd --system --uid 10001 --create-home --home-dir /srv/hadir hadir
WORKDIR /srv/hadir/app

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY manage.py ./
COPY asn_wfh asn_wfh
COPY accounts accounts
COPY services services
COPY attendance attendance
COPY locale locale
COPY templates templates
COPY static static

# Static files are part of the image; the secrets of this build step are not.
RUN python -m compileall -q asn_wfh accounts services attendance \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && find /srv/hadir/data -maxdepth 1 -type f -delete \
    && mkdir /srv/hadir/data/snapshots \
    && chown -R hadir:hadir /srv/hadir/data

USER hadir
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/sehat/siap', headers={'Host': 'localhost'}), timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
    "--workers", "2", "--blocking-threads", "1", "--no-ws", "--respawn-failed-workers", \
    "asn_wfh.wsgi:application"]
