# Builds the page and gathers what the server needs, so that the image starts without a network.
FROM denoland/deno:2.9.6 AS build
RUN mkdir -p /app && chown deno:deno /app
USER deno
WORKDIR /app
COPY --chown=deno:deno . .
RUN deno install --frozen --quiet --entrypoint main.ts
# A folder of its own for what only the build needs.
RUN DENO_DIR=/tmp/build deno run --frozen --quiet --unstable-bundle --allow-read --allow-write=static/assets tools/build_client.ts

FROM denoland/deno:2.9.6
RUN mkdir -p /data /logs && chown deno:deno /data /logs && chown root:root /deno-dir
WORKDIR /app
# Owned by root: the server cannot change its own code.
COPY --from=build --chown=root:root /deno-dir /deno-dir
COPY --from=build --chown=root:root /app/deno.json /app/deno.lock /app/main.ts ./
COPY --from=build --chown=root:root /app/src src
COPY --from=build --chown=root:root /app/static static
COPY --from=build --chown=root:root /app/std std

# These belong to the permissions below: publish another port, mount other folders, but leave them as they are.
ENV HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    LOG_DIR=/logs \
    LOG_STDOUT=all \
    DENO_NO_PROMPT=1 \
    MALLOC_TRIM_THRESHOLD_=33554432 \
    MALLOC_MMAP_THRESHOLD_=4194304 \
    DENO_NO_UPDATE_CHECK=1
USER deno
VOLUME ["/data", "/logs"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["deno", "eval", "--no-config", "--no-lock", "const { ok } = await fetch('http://127.0.0.1:8000/healthz'); Deno.exit(ok ? 0 : 1)"]
# The image's entry point hands over to deno itself, so that SIGTERM reaches it.
CMD ["deno", "run", "--frozen", "--cached-only", "--v8-flags=--max-semi-space-size=8", "--allow-net=0.0.0.0:8000", "--allow-read=.,/data,/logs", "--allow-write=/data,/logs", "--allow-env", "--allow-sys=networkInterfaces", "main.ts"]
