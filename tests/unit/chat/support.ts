import { type Chat, createChat } from "../../../src/chat/chat.ts";
import { openChat } from "../../../src/chat/open.ts";
import type { ChatOptions } from "../../../src/chat/options.ts";
import type { Person } from "../../../src/chat/person.ts";
import { enterSession, signIn } from "../../../src/chat/sessions.ts";
import type { ServerEvent } from "../../../src/protocol/events.ts";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { MemoryPubSub } from "../../../src/pubsub/memory.ts";
import { SqliteStore } from "../../../src/store/sqlite/store.ts";

const OPTIONS: ChatOptions = {
  limits: DEFAULT_LIMITS,
  maxRooms: { total: 1_000, made: 1_000 },
  access: undefined,
  grace: 60_000,
  sessionLife: 86_400_000,
  signIns: { rate: 1_000, burst: 1_000 },
};

export interface TestChat {
  chat: Chat;
  /** What went wrong without anyone waiting for it. */
  faults: unknown[];
  /** Who came and went, as the log is told. */
  comings: string[];
  /** Signs someone new in and lets them enter. */
  enter(name: string): Promise<Person>;
  /** What is heard on a topic from now on. */
  listen(topic: string): ServerEvent[];
  /** Waits for the next event on a topic that is of a type. */
  next(topic: string, type: ServerEvent["type"]): Promise<ServerEvent>;
}

/** Runs with the rules on a store in memory. */
export async function withChat(
  options: Partial<ChatOptions>,
  use: (test: TestChat) => Promise<void>,
): Promise<void> {
  const store = new SqliteStore(":memory:");
  const pubsub = new MemoryPubSub();
  const faults: unknown[] = [];
  const comings: string[] = [];
  const chat = createChat({
    store,
    pubsub,
    onError: (error) => faults.push(error),
    onPresence: (type, room, user) => comings.push(`${type} ${room} ${user.name}`),
  }, { ...OPTIONS, ...options });
  await openChat(chat);
  try {
    await use({ chat, faults, comings, enter, listen, next });
  } finally {
    chat.people.close();
    await store.close();
  }

  async function enter(name: string): Promise<Person> {
    return await enterSession(chat, await signIn(chat, name, { address: "192.0.2.1" }));
  }

  function listen(topic: string): ServerEvent[] {
    const heard: ServerEvent[] = [];
    pubsub.subscribe(topic, (events) => void heard.push(...events));
    return heard;
  }

  function next(topic: string, type: ServerEvent["type"]): Promise<ServerEvent> {
    const { promise, resolve } = Promise.withResolvers<ServerEvent>();
    pubsub.subscribe(topic, (events) => {
      const found = events.find((event) => event.type === type);
      if (found !== undefined) resolve(found);
    });
    return promise;
  }
}
