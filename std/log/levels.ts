/** The levels and their numbers. */
export const LogLevels = {
  NOTSET: 0,
  DEBUG: 10,
  INFO: 20,
  WARN: 30,
  ERROR: 40,
  CRITICAL: 50,
} as const;

export type LevelName = keyof typeof LogLevels;
export type LogLevel = typeof LogLevels[LevelName];

/** The names of the levels, lowest first. */
export const LogLevelNames = Object.keys(LogLevels) as LevelName[];

const NAMES = new Map<number, LevelName>(
  LogLevelNames.map((name) => [LogLevels[name], name]),
);

/** @throws Error for a name that is not a level's */
export function getLevelByName(name: LevelName): LogLevel {
  if (Object.hasOwn(LogLevels, name)) return LogLevels[name];
  throw new Error(`Cannot get log level: no level named ${name}`);
}

/** @throws Error for a number that is not a level's */
export function getLevelName(level: LogLevel): LevelName {
  const name = NAMES.get(level);
  if (name === undefined) {
    throw new Error(`Cannot get log level: no name for level: ${level}`);
  }
  return name;
}
