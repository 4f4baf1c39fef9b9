# The image of one replica. `docker build .` makes it, and deploy/README.md ("In containers") says how to run it.
#
# The base is pinned by its tag. To pin it by its digest too, name it: --build-arg PYTHON_IMAGE=python:…@sha256:…
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

# ---- The packages and the code. Only two folders of this stage reach the image. ----
FROM ${PYTHON_IMAGE} AS built
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /opt/studyboard
RUN python3 -m venv .venv
# Copy these two alone, so that a change of the code installs nothing again.
COPY requirements.txt constraints.txt ./
# Wheels only: so no package runs code to install itself, and no compiler is needed.
RUN .venv/bin/python -m pip install --quiet --only-binary=:all: --requirement requirements.txt \
    && .venv/bin/python -m pip uninstall --quiet --yes pip setuptools
WORKDIR /opt/code
COPY LICENSE app.py ./
COPY .streamlit/config.toml .streamlit/
COPY deploy/health deploy/
COPY pages pages/
COPY studylib studylib/
# Compile ahead, because the file system is read-only later. Let every user read it, whatever the clone's umask was.
RUN /opt/studyboard/.venv/bin/python -m compileall -q --invalidation-mode unchecked-hash studylib \
    && chmod -R a+rX,go-w .

# ---- The image ----
FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="Studyboard" org.opencontainers.image.licenses="MIT"
# A fixed number, so that the files outside can belong to it.
RUN groupadd --gid 10001 studyboard \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin studyboard \
    && install -d -m 700 -o 10001 -g 10001 /opt/studyboard/data
WORKDIR /opt/studyboard
# All of it stays root's. So the app cannot change its own code.
COPY --from=built /opt/studyboard/.venv .venv/
COPY --from=built /opt/code ./
# 0.0.0.0 is the container's own network. What may reach it, compose.yaml or --publish says.
ENV PATH=/opt/studyboard/.venv/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/tmp \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_HEADLESS=true
USER 10001:10001
VOLUME ["/opt/studyboard/data"]
EXPOSE 8501
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as ask; ask.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=8)"]
CMD ["python", "-m", "streamlit", "run", "app.py"]
