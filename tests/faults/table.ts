import type { Scenario } from "./findings.ts";
import * as e1 from "./scenarios/e1_event_loop.ts";
import * as l1 from "./scenarios/l1_connections.ts";
import * as l2 from "./scenarios/l2_fan_out.ts";
import * as l3 from "./scenarios/l3_writes.ts";
import * as l4 from "./scenarios/l4_slow.ts";
import * as l5 from "./scenarios/l5_soak.ts";
import * as r1 from "./scenarios/r1_kill.ts";
import * as r2 from "./scenarios/r2_stop.ts";
import * as r3 from "./scenarios/r3_herd.ts";
import * as r7 from "./scenarios/r7_network.ts";
import * as r8 from "./scenarios/r8_cable.ts";
import * as r9 from "./scenarios/r9_disk_full.ts";
import * as r10 from "./scenarios/r10_read_only.ts";
import * as r11 from "./scenarios/r11_clock.ts";
import * as r12 from "./scenarios/r12_pause.ts";
import * as r13 from "./scenarios/r13_sync.ts";
import * as r14 from "./scenarios/r14_backup.ts";
import * as s2 from "./scenarios/s2_frames.ts";
import * as s3 from "./scenarios/s3_requests.ts";
import * as s4 from "./scenarios/s4_slow_requests.ts";
import * as s5 from "./scenarios/s5_descriptors.ts";
import * as s6 from "./scenarios/s6_fragments.ts";
import * as s7 from "./scenarios/s7_guesses.ts";
import * as s9 from "./scenarios/s9_forbidden_addresses.ts";

/** All faults and loads, in the order in which they are run. */
export const SCENARIOS: readonly Scenario[] = [
  r1,
  r2,
  r3,
  r7,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r14,
  l1,
  l2,
  l3,
  l4,
  l5,
  s2,
  s3,
  s4,
  s5,
  s6,
  s7,
  s9,
  e1,
];
