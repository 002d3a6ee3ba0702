import { ProtocolError } from "../protocol/errors.ts";

/** What is kept of a report: nothing of what people wrote, and of addresses nothing behind the path. */
export interface CspReport {
  /** A directive of the policy, or `other`. */
  directive: string;
  /** What was stopped: a word such as `inline`, or an address. */
  blocked: string;
  /** The page, and the file and place in it, where the browser says so. */
  page?: string;
  source?: string;
  line?: number;
}

const DIRECTIVES = new Set([
  "default-src",
  "script-src",
  "script-src-elem",
  "script-src-attr",
  "style-src",
  "style-src-elem",
  "style-src-attr",
  "img-src",
  "font-src",
  "media-src",
  "object-src",
  "frame-src",
  "child-src",
  "worker-src",
  "manifest-src",
  "connect-src",
  "base-uri",
  "form-action",
  "frame-ancestors",
  "require-trusted-types-for",
  "trusted-types",
]);
const WORDS = new Set(["inline", "eval", "wasm-eval", "self", "trusted-types-sink", "trusted-types-policy"]);
const MAX_REPORTS = 20;
const MAX_ADDRESS = 200;

/**
 * Reads what a browser sends: one report as `report-uri` has it, or a list as the Reporting API has it.
 * @throws ProtocolError `bad_request` where it is neither
 */
export function readCspReports(value: unknown): CspReport[] {
  if (Array.isArray(value)) {
    if (value.length > MAX_REPORTS) throw new ProtocolError("bad_request", "These are too many reports");
    return value.filter((one) => isRecord(one) && one.type === "csp-violation").map(({ body }) =>
      readReport(body, {
        directive: "effectiveDirective",
        blocked: "blockedURL",
        page: "documentURL",
        source: "sourceFile",
        line: "lineNumber",
      })
    );
  }
  if (!isRecord(value)) throw new ProtocolError("bad_request", "This is no report");
  return [
    readReport(value["csp-report"], {
      directive: "effective-directive",
      // The older name, which Firefox and Safari still send alone.
      olderDirective: "violated-directive",
      blocked: "blocked-uri",
      page: "document-uri",
      source: "source-file",
      line: "line-number",
    }),
  ];
}

type Names = Record<keyof CspReport, string> & { olderDirective?: string };

function readReport(report: unknown, names: Names): CspReport {
  if (!isRecord(report)) throw new ProtocolError("bad_request", "This is no report");
  const named = report[names.directive] ?? report[names.olderDirective ?? ""];
  const directive = typeof named === "string" ? named.split(" ", 1)[0]! : "";
  const line = report[names.line];
  return {
    directive: DIRECTIVES.has(directive) ? directive : "other",
    blocked: readAddress(report[names.blocked]) ?? "unknown",
    page: readAddress(report[names.page]),
    source: readAddress(report[names.source]),
    line: Number.isSafeInteger(line) ? line as number : undefined,
  };
}

/** A word that browsers use, or an address without query, fragment and user; only the scheme of what holds content. */
function readAddress(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (WORDS.has(value)) return value;
  const url = URL.parse(value);
  if (url === null) return /^[a-z-]{1,20}$/.test(value) ? value : undefined;
  return /^(https?|wss?):$/.test(url.protocol)
    ? `${url.protocol}//${url.host}${url.pathname}`.slice(0, MAX_ADDRESS)
    : url.protocol;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
