import { type Context, Hono } from "hono";
import type { Person } from "../../chat/person.ts";
import { enterSession, type Session, signInAndEnter } from "../../chat/sessions.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "../context.ts";
import { deviceName } from "../device_name.ts";
import { requireSession } from "../session_token.ts";
import { TurnClock } from "../turn_clock.ts";

interface LetIn {
  session: Session;
  token?: string;
  person: Person;
}

/** Turns of the event loop after which the runtime has told of nearly every hang-up that was before. */
const TURNS = 3;

/** The way in for sockets: who one is must be clear before the upgrade, so that a refusal is an ordinary answer. */
export function websocketRoutes(parts: HttpParts): Hono<HttpEnv> {
  const { chat, realtime } = parts;
  const turns = new TurnClock();
  return new Hono<HttpEnv>().all("/ws", async (c) => {
    const address = c.get("address");
    const request = c.req.raw;
    // Asked for now: the runtime tells of a hang-up only who has asked before.
    const { signal } = request;
    realtime.checkUpgrade(request, address);
    const turn = turns.now();
    const { session, token, person } = await letIn(c, new URL(c.req.url).searchParams);
    c.set("session", session);
    // Their grace time does not run out while they are on the way.
    return await chat.people.letIn(session.user, async () => {
      // Who hangs up before the turn ends is upgraded and told as closed; who hung up while a commit was awaited would,
      // once upgraded, take a descriptor for good.
      if (turns.now() !== turn) await hangUpTold(turns);
      if (signal.aborted) throw new ProtocolError("bad_request", "The client hung up");
      // They may have been banned while they were on the way.
      chat.bans.check({ userId: session.user.id, address });
      return realtime.upgrade(request, { person, tokenHash: session.tokenHash, token, address });
    });
  });

  async function letIn(c: Context<HttpEnv>, query: URLSearchParams): Promise<LetIn> {
    for (const name of query.keys()) {
      if (name !== "username") {
        throw new ProtocolError(
          "bad_request",
          `There is no parameter '${name.slice(0, 20)}': send a token as 'Authorization: Bearer'`,
        );
      }
    }
    const usernames = query.getAll("username");
    if (usernames.length > 1) throw new ProtocolError("bad_request", "Give one username");
    if (usernames.length === 1 && c.req.header("Authorization") === undefined) {
      const { session, person } = await signInAndEnter(chat, usernames[0]!, {
        address: c.get("address"),
        device: deviceName(c.req.header("User-Agent")),
      });
      return { session, token: session.token, person };
    }
    const session = await requireSession(parts, c);
    return { session, person: await enterSession(chat, session, { connects: true }) };
  }
}

/** A turn takes what has come in, a timer makes it wait for that; those who come out of one commit wait together. */
function hangUpTold(turns: TurnClock): Promise<void> {
  return turns.once(async () => {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  });
}
