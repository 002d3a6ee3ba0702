import type { User } from "../../protocol/models.ts";
import { hueOf, initials } from "../format/avatar.ts";
import { nameOf } from "../state/people.ts";
import { isOwn } from "./own.ts";

export interface AvatarProps {
  user: User;
}

/** A person's initials on a colour that is always the person's; the reader has the page's own. */
export function Avatar({ user }: AvatarProps) {
  return (
    <span
      class={isOwn(user) ? "avatar own-avatar" : "avatar"}
      style={{ "--hue": String(hueOf(user.id)) }}
      aria-hidden="true"
    >
      {initials(nameOf(user))}
    </span>
  );
}
