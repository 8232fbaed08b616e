# Commonweal's service. The same lock as everywhere else; nothing is resolved anew.
#   docker build -t commonweal .
#   docker compose up            (the service with PostgreSQL: compose.yaml)
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements/runtime.txt requirements/runtime.txt
RUN python -m venv /opt/commonweal \
 && /opt/commonweal/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/commonweal/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/commonweal/bin/python -m compileall -q /opt/commonweal/lib

FROM python:3.13-slim
# Pango draws the PDF documents.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/commonweal commonweal
COPY --from=build /opt/commonweal /opt/commonweal
COPY examples /opt/commonweal/examples
ENV PATH=/opt/commonweal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    COMMONWEAL_DATA=/var/lib/commonweal
USER commonweal
WORKDIR /var/lib/commonweal
VOLUME /var/lib/commonweal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
  CMD python -c "import os, urllib.request as u; h = os.environ.get('COMMONWEAL_HOSTS', 'localhost').split(',')[0].lstrip('.'); u.urlopen(u.Request('http://127.0.0.1:8000/health', headers={'Host': h}), timeout=4)"
CMD ["commonweal", "serve", "--host", "0.0.0.0", "--processes", "2"]
