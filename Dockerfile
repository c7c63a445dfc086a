# Any image whose python3 is 3.11 or newer will do.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS builder
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /opt/claimcheck
RUN python3 -m venv /opt/venv
COPY requirements/build.txt requirements/runtime.txt requirements/
# Both secrets are optional: a pip configuration and the certificates it needs stay out of every layer.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf --mount=type=secret,id=certificates \
    /opt/venv/bin/python -m pip install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY app app
RUN /opt/venv/bin/python -m pip install --no-deps --no-build-isolation --editable . \
    && /opt/venv/bin/python -m pip uninstall --yes setuptools pip \
    && /opt/venv/bin/python -m compileall -q app \
    && rm -rf requirements build *.egg-info
COPY seed_data seed_data

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="claimcheck" \
      org.opencontainers.image.description="Matches a claim against stored source statements and says why" \
      org.opencontainers.image.licenses="Apache-2.0"
# The base's own pip, where it has one, can install nothing here and is only weight for a scanner to report.
RUN rm -rf "$(python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"/pip* \
    && groupadd --gid 10001 claimcheck \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin claimcheck \
    && install -d -o 10001 -g 10001 /data
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /opt/claimcheck /opt/claimcheck
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CLAIMCHECK_HOST=0.0.0.0 \
    CLAIMCHECK_PORT=8000 \
    CLAIMCHECK_DATABASE_URL=sqlite:////data/claimcheck.db
WORKDIR /opt/claimcheck
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"CLAIMCHECK_PORT\"]}/healthz', timeout=2)"]
ENTRYPOINT ["claimcheck"]
CMD ["serve"]
