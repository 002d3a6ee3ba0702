/**
 * Keeps a data folder for one process: two that share it would not hear each other, and would take each other's names.
 * The lock ends when it is disposed of, or with the process, however that ends.
 * @throws Error where another process has it
 */
export function lockFolder(dir: string): Disposable {
  const file = Deno.openSync(`${dir}/parley.lock`, { create: true, write: true });
  if (file.tryLockSync(true)) return file;
  file.close();
  throw new Error("another server is using it");
}
