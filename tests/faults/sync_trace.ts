export interface SyncTrace {
  acks: number;
  /** Successful syncs of the write-ahead log. */
  syncs: number;
  /** Ids whose ack left the process before what was written to the log file was synced. */
  unsynced: string[];
}

const LOG_FILE = /-wal>/;
const ACK = /\\"type\\":\\"ok\\",\\"id\\":\\"(k\d+\.)\\"/g;

/**
 * Reads what `strace -f -y` wrote: each ack that a socket is given must come after a write to the log file and an
 * fdatasync of it that succeeded, both since the ack before.
 */
export function readTrace(text: string): SyncTrace {
  const trace: SyncTrace = { acks: 0, syncs: 0, unsynced: [] };
  const begun = new Map<string, string>();
  let wrote = false;
  let synced = false;
  for (const line of text.split("\n")) {
    const [, thread = "", call = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (call.endsWith("<unfinished ...>")) begun.set(thread, call);
    const whole = call.startsWith("<...") ? `${begun.get(thread) ?? ""} ${call}` : call;
    if (/^pwrite64\(/.test(whole) && LOG_FILE.test(whole)) {
      wrote = true;
      synced = false;
    }
    if (/^f(data)?sync\(/.test(whole) && LOG_FILE.test(whole) && / = 0$/.test(whole)) {
      trace.syncs++;
      synced = wrote;
    }
    // A write counts from its beginning, and once.
    if (call.startsWith("<...") || !/^(sendto|sendmsg|writev?)\(/.test(call)) continue;
    for (const [, id] of call.matchAll(ACK)) {
      trace.acks++;
      if (!synced) trace.unsynced.push(id!);
      wrote = false;
      synced = false;
    }
  }
  return trace;
}
