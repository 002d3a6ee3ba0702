import type { Group } from "../../emoji/data.ts";
import { recentEmoji } from "../../state/emoji.ts";
import { t } from "../../strings/t.ts";
import { Icon } from "../icon.tsx";

export interface GroupsProps {
  groups: readonly Group[];
  /** Index of the group in the grid; −1 for those used last, undefined where a search is. */
  shown: number | undefined;
  onShow: (group: number) => void;
}

/** In the order of the table. */
const names = () => [
  t("Smileys & Emotion"),
  t("People & Body"),
  t("Animals & Nature"),
  t("Food & Drink"),
  t("Travel & Places"),
  t("Activities"),
  t("Objects"),
  t("Symbols"),
  t("Flags"),
];

/** One button a group, with an emoji of it as its picture. */
export function Groups({ groups, shown, onShow }: GroupsProps) {
  return (
    <div class="emoji-groups" role="group" aria-label={t("Groups")}>
      {recentEmoji.list.value.length > 0 && (
        <button
          type="button"
          class="bare"
          aria-label={t("Used last")}
          title={t("Used last")}
          aria-pressed={shown === -1}
          onClick={() => onShow(-1)}
        >
          <Icon name="clock" />
        </button>
      )}
      {groups.map(({ name, emoji }, index) => (
        <button
          key={name}
          type="button"
          class="bare"
          aria-label={names()[index]}
          title={names()[index]}
          aria-pressed={shown === index}
          onClick={() => onShow(index)}
        >
          {emoji[0]!.emoji}
        </button>
      ))}
    </div>
  );
}
