import type { LogEvent } from "../../protocol/events.ts";
import type { User } from "../../protocol/models.ts";
import type { NoticeEntry } from "../state/timeline.ts";

export type Change =
  | "created"
  | "joined"
  | "left"
  | "came_and_went"
  | "left_and_came_back"
  | "came_online"
  | "went_offline"
  | "was_away";

/** What a run of notices comes to: people who did the same, or one person's new name. */
export type Phrase =
  | { change: Change; people: User[] }
  | { change: "renamed"; was: string; now: string; people: User[] }
  | { change: "many_joined" | "many_left"; count: number; people: User[] }
  | { change: "done"; deed: LogEvent; people: User[] };

interface Story {
  user: User;
  member: NoticeEntry["notice"][];
  presence: NoticeEntry["notice"][];
  was?: string;
  now?: string;
}

const ORDER: Change[] = [
  "created",
  "joined",
  "left",
  "came_and_went",
  "left_and_came_back",
  "came_online",
  "went_offline",
  "was_away",
];

/** Condenses a run of notices to the net effect per person, in the order in which people first appear. */
export function condense(run: readonly NoticeEntry[]): Phrase[] {
  const stories = new Map<string, Story>();
  const phrases: Phrase[] = [];
  let creator: string | undefined;
  let [manyJoined, manyLeft] = [0, 0];
  for (const notice of run) {
    if (notice.notice === "created") {
      creator = notice.user?.id;
      phrases.push({ change: "created", people: notice.user === null ? [] : [notice.user] });
    } else if (notice.notice === "many") {
      manyJoined += notice.joined!;
      manyLeft += notice.left!;
    } else if (notice.deed !== undefined) {
      phrases.push({ change: "done", deed: notice.deed, people: [] });
    } else if (notice.user !== null) {
      tell(stories, notice, notice.user);
    }
  }
  const people = new Map<Change, User[]>();
  for (const story of stories.values()) {
    const change = netChange(story);
    if (change === undefined || (change === "joined" && story.user.id === creator)) continue;
    people.set(change, [...people.get(change) ?? [], story.user]);
  }
  for (const change of ORDER) {
    const who = people.get(change);
    if (who !== undefined) phrases.push({ change, people: who });
  }
  for (const { user, was, now } of stories.values()) {
    if (was !== undefined && now !== undefined && was !== now) {
      phrases.push({ change: "renamed", was, now, people: [user] });
    }
  }
  if (manyJoined > 0) phrases.push({ change: "many_joined", count: manyJoined, people: [] });
  if (manyLeft > 0) phrases.push({ change: "many_left", count: manyLeft, people: [] });
  return phrases;
}

function tell(stories: Map<string, Story>, notice: NoticeEntry, user: User): void {
  let story = stories.get(user.id);
  if (story === undefined) stories.set(user.id, story = { user, member: [], presence: [] });
  story.user = user;
  if (notice.notice === "renamed") {
    story.was ??= notice.was;
    story.now = user.name;
  } else if (notice.notice === "joined" || notice.notice === "left") {
    story.member.push(notice.notice);
  } else {
    story.presence.push(notice.notice);
  }
}

/** Membership says more than presence: who joined is also online. */
function netChange({ member, presence }: Story): Change | undefined {
  if (member.length > 0) {
    const cameLast = member.at(-1) === "joined";
    if (member[0] === "joined") return cameLast ? "joined" : "came_and_went";
    return cameLast ? "left_and_came_back" : "left";
  }
  if (presence.length === 0) return undefined;
  const onlineLast = presence.at(-1) === "online";
  if (presence[0] === "online") return onlineLast ? "came_online" : "came_and_went";
  return onlineLast ? "was_away" : "went_offline";
}
