const MAX_CAUSES = 8;
const HERE = new URL(import.meta.url);

/**
 * The stack of an error with the stacks of its causes, which may go round in a circle. To tell a stack the runtime
 * opens a file for each script in it, and ends the process where no descriptor is left: then only messages are told.
 */
export function describeStack(error: Error): string {
  return describe(error, mayOpenFile() ? stackOf : messageOf);
}

function describe(error: Error, tell: (error: Error) => string, depth = 0): string {
  if (!(error.cause instanceof Error) || depth === MAX_CAUSES) return tell(error);
  return `${tell(error)}\nCaused by: ${describe(error.cause, tell, depth + 1)}`;
}

function stackOf(error: Error): string {
  return error.stack ?? messageOf(error);
}

function messageOf({ name, message }: Error): string {
  return `${name}: ${message}`;
}

function mayOpenFile(): boolean {
  try {
    Deno.openSync(HERE).close();
    return true;
  } catch {
    return false;
  }
}
