/** The status codes of HTTP by name (RFC 9110 section 15 and the IANA registry). */
export const STATUS_CODE = {
  Continue: 100,
  SwitchingProtocols: 101,
  Processing: 102,
  EarlyHints: 103,
  OK: 200,
  Created: 201,
  Accepted: 202,
  NonAuthoritativeInfo: 203,
  NoContent: 204,
  ResetContent: 205,
  PartialContent: 206,
  MultiStatus: 207,
  AlreadyReported: 208,
  IMUsed: 226,
  MultipleChoices: 300,
  MovedPermanently: 301,
  Found: 302,
  SeeOther: 303,
  NotModified: 304,
  UseProxy: 305,
  TemporaryRedirect: 307,
  PermanentRedirect: 308,
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  ProxyAuthRequired: 407,
  RequestTimeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  PreconditionFailed: 412,
  ContentTooLarge: 413,
  URITooLong: 414,
  UnsupportedMediaType: 415,
  RangeNotSatisfiable: 416,
  ExpectationFailed: 417,
  Teapot: 418,
  MisdirectedRequest: 421,
  UnprocessableEntity: 422,
  Locked: 423,
  FailedDependency: 424,
  TooEarly: 425,
  UpgradeRequired: 426,
  PreconditionRequired: 428,
  TooManyRequests: 429,
  RequestHeaderFieldsTooLarge: 431,
  UnavailableForLegalReasons: 451,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
  GatewayTimeout: 504,
  HTTPVersionNotSupported: 505,
  VariantAlsoNegotiates: 506,
  InsufficientStorage: 507,
  LoopDetected: 508,
  NotExtended: 510,
  NetworkAuthenticationRequired: 511,
} as const;

export type StatusCode = typeof STATUS_CODE[keyof typeof STATUS_CODE];

type StatusOf<Class extends number, Code = StatusCode> = Code extends number
  ? `${Code}` extends `${Class}${string}` ? Code : never
  : never;
export type InformationalStatus = StatusOf<1>;
export type SuccessfulStatus = StatusOf<2>;
export type RedirectStatus = StatusOf<3>;
export type ClientErrorStatus = StatusOf<4>;
export type ServerErrorStatus = StatusOf<5>;
export type ErrorStatus = ClientErrorStatus | ServerErrorStatus;

/** The text of each status: its name in words. */
export const STATUS_TEXT: Readonly<Record<StatusCode, string>> = {
  ...Object.fromEntries(Object.entries(STATUS_CODE).map(([name, code]) => [code, inWords(name)])),
  [STATUS_CODE.Teapot]: "I'm a teapot",
} as Record<StatusCode, string>;

export type StatusText = typeof STATUS_TEXT[StatusCode];

const KNOWN: ReadonlySet<number> = new Set(Object.values(STATUS_CODE));

/** Whether a number is a status code that HTTP knows. */
export function isStatus(status: number): status is StatusCode {
  return KNOWN.has(status);
}

/** 1xx */
export function isInformationalStatus(status: number): status is InformationalStatus {
  return isStatusOf(status, 100, 199);
}

/** 2xx */
export function isSuccessfulStatus(status: number): status is SuccessfulStatus {
  return isStatusOf(status, 200, 299);
}

/** 3xx */
export function isRedirectStatus(status: number): status is RedirectStatus {
  return isStatusOf(status, 300, 399);
}

/** 4xx */
export function isClientErrorStatus(status: number): status is ClientErrorStatus {
  return isStatusOf(status, 400, 499);
}

/** 5xx */
export function isServerErrorStatus(status: number): status is ServerErrorStatus {
  return isStatusOf(status, 500, 599);
}

/** 4xx and 5xx */
export function isErrorStatus(status: number): status is ErrorStatus {
  return isStatusOf(status, 400, 599);
}

function isStatusOf(status: number, first: number, last: number): boolean {
  return isStatus(status) && status >= first && status <= last;
}

/** `HTTPVersionNotSupported` is `HTTP Version Not Supported`. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ");
}
