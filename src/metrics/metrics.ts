import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { watchLoop } from "./loop_delay.ts";

/** What this process counts. Figures that are known elsewhere are asked for when someone looks. */
export interface Metrics {
  /** Messages that were stored. */
  messages: Counter;
  /** Transactions that stored events: under load many messages share one. */
  commits: Counter;
  connectionsOpened: Counter;
  connectionsClosed: Counter<"code">;
  requests: Counter<"method" | "status">;
  requestSeconds: Histogram;
  errors: Counter<"where">;
  /** Commands and requests that were answered by an error. */
  refused: Counter<"code" | "limit">;
  /** Requests with a token that no session has. */
  wrongTokens: Counter;
  /** What browsers told that the page's policy stopped. */
  cspViolations: Counter<"directive">;
  /** Adds a figure that is asked for when someone looks. */
  gauge(name: string, help: string, read: () => number): void;
  /** Everything in Prometheus's text format. */
  text(): Promise<string>;
  contentType: string;
  /** Ends what watches the event loop. */
  close(): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const loop = watchLoop();
  const metrics: Metrics = {
    messages: new Counter({ name: "parley_messages_total", help: "Messages stored", registers }),
    commits: new Counter({ name: "parley_commits_total", help: "Commits that stored events", registers }),
    connectionsOpened: new Counter({
      name: "parley_connections_opened_total",
      help: "WebSockets opened",
      registers,
    }),
    connectionsClosed: new Counter({
      name: "parley_connections_closed_total",
      help: "WebSockets closed, by close code",
      labelNames: ["code"],
      registers,
    }),
    requests: new Counter({
      name: "parley_requests_total",
      help: "HTTP requests, by method and status",
      labelNames: ["method", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "parley_request_seconds",
      help: "Time to answer an HTTP request",
      buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5],
      registers,
    }),
    errors: new Counter({
      name: "parley_errors_total",
      help: "Errors logged, by where",
      labelNames: ["where"],
      registers,
    }),
    refused: new Counter({
      name: "parley_refused_total",
      help: "Commands and requests refused, by error code, and by the limit that was reached",
      labelNames: ["code", "limit"],
      registers,
    }),
    wrongTokens: new Counter({
      name: "parley_wrong_tokens_total",
      help: "Requests with a token that no session has",
      registers,
    }),
    cspViolations: new Counter({
      name: "parley_csp_violations_total",
      help: "Violations of the page's Content-Security-Policy that browsers reported, by directive",
      labelNames: ["directive"],
      registers,
    }),
    gauge,
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => loop.stop(),
  };
  gauge("process_resident_memory_bytes", "Resident memory", () => Deno.memoryUsage().rss);
  gauge(
    "parley_event_loop_delay_seconds",
    "How late the event loop was, at most, since the last look at this figure",
    () => loop.late(),
  );
  gauge(
    "parley_event_loop_work_seconds",
    "Processor time between two timers of 20 ms, at most, since the last look: a late loop without it waited for others",
    () => loop.worked(),
  );
  gauge("parley_uptime_seconds", "Time since the start", () => performance.now() / 1000);
  return metrics;

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}
