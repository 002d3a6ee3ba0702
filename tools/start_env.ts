/**
 * What `deno task start` and the image set for the process beside its settings; what measures the server sets it, too.
 * glibc keeps so much freed memory at hand, and takes single pieces up to so much from it: what one turn copies for all
 * connections then needs no new pages in the next. Bytes; see ARCHITECTURE.md.
 */
export const START_ENV = {
  MALLOC_TRIM_THRESHOLD_: String(32 * 1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(4 * 1024 * 1024),
} as const;
