# One image for collector and dashboard; which of them runs is the command's choice (see docker-compose.yml).
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN mkdir -p public && node scripts/build.mjs

FROM node:24-slim
WORKDIR /app
# Every address of the container may be bound: docker-compose.yml publishes the ports on the loopback address only.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 SEAMSCOPE_CONTAINER=1 SEAMSCOPE_HOST=0.0.0.0 SEAMSCOPE_DATA_DIR=/var/lib/seamscope
COPY package.json package-lock.json .npmrc ./
# Optional packages are the embedded ClickHouse, which a server replaces here, and binaries of build tools.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY next.config.js ./
COPY lib/clickhouse lib/clickhouse
COPY --from=build /app/public public
COPY --from=build /app/dist dist
COPY --from=build --chown=node:node /app/.next .next
# The collector's spool and dead letters: what it has answered for and not stored yet. A volume outlives the container.
RUN mkdir -p /var/lib/seamscope && chown node:node /var/lib/seamscope
VOLUME /var/lib/seamscope
USER node
EXPOSE 3000 4317 4318
CMD ["node", "--enable-source-maps", "dist/collector.mjs"]
