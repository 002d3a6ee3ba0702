import { ProtocolError } from "../protocol/errors.ts";
import { MAX_MENTIONS } from "../protocol/limits.ts";
import { findNamedWords } from "../protocol/mentions.ts";
import type { MentionsPage } from "../protocol/commands.ts";
import { readMessages } from "./current.ts";
import type { Called } from "../store/records.ts";
import type { Chat } from "./chat.ts";
import type { Person } from "./person.ts";
import { takeToken } from "./rate_limits.ts";
import { makeSkeleton } from "./usernames/skeleton.ts";

/** Words that are looked up; who writes more of them calls nobody with the rest. */
const MAX_WORDS = 200;
// Where writing puts no space between words, a name ends anywhere.
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SEPARATOR = /[-_.]/;

/**
 * Whom a text calls: members of the room by `@name`, other than its author, all by `@here` and `@room`.
 * Asks the store once, and only where the text has an '@'.
 * @throws ProtocolError `limit_reached` for too many names, `rate_limited` for calling all too often
 */
export async function findCalled(
  chat: Chat,
  person: Person,
  { room, text }: { room: string; text: string },
): Promise<Called | undefined> {
  const words = findNamedWords(text).slice(0, MAX_WORDS).map(({ word }) => word);
  if (words.length === 0) return undefined;
  const named = new Set(words);
  const everyone = named.has("room") ? "room" : named.has("here") ? "here" : undefined;
  const mentions = await findMembers(chat, room, [...named], person);
  if (mentions.length > MAX_MENTIONS) {
    throw new ProtocolError("limit_reached", `A message mentions at most ${MAX_MENTIONS} people`);
  }
  if (everyone !== undefined) takeToken(person.buckets.calls, performance.now());
  if (mentions.length === 0) return everyone && { everyone };
  return everyone === undefined ? { mentions } : { mentions, everyone };
}

/** The newest messages of others that call a person, or those before a place in that list; each as it is by now. */
export async function readMentions(
  chat: Chat,
  person: Person,
  query: { before?: number; limit: number },
): Promise<MentionsPage> {
  const limit = Math.min(query.limit, chat.limits.page);
  await chat.reads.next();
  const found = await chat.store.mentions.ofUser(person.user, { before: query.before, limit });
  const places = found.map(({ room, seq }) => ({ room, message: seq }));
  const messages = await readMessages(chat, person, places);
  const next = found.length === limit ? found.at(-1)!.no : undefined;
  return { ...messages, ...(next !== undefined && { next }) };
}

/** The members whom these words name: each by the longest name at its beginning. */
async function findMembers(chat: Chat, room: string, words: string[], self: Person): Promise<string[]> {
  const { username: max } = chat.limits;
  const candidates = words.map((word) => [...new Set(beginnings(word, max).map(makeSkeleton))]);
  const found = await chat.store.mentions.membersNamed(room, candidates.flat());
  const ids = candidates.map((skeletons) => skeletons.find((skeleton) => found.has(skeleton)))
    .flatMap((skeleton) => skeleton === undefined ? [] : [found.get(skeleton)!.id]);
  return [...new Set(ids)].filter((id) => id !== self.user.id);
}

/** What of a word may be a name, longest first: "ada.b." is "ada.b" or "ada". */
function beginnings(word: string, max: number): string[] {
  const characters = [...word];
  const found: string[] = [];
  for (let end = Math.min(characters.length, max); end > 0; end--) {
    const [last, next] = [characters[end - 1]!, characters[end]];
    const ends = next === undefined || SEPARATOR.test(next) || UNSPACED.test(next);
    if (ends && !SEPARATOR.test(last)) found.push(characters.slice(0, end).join(""));
  }
  return found;
}
