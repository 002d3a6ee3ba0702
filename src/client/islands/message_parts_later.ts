/** What the first sight of a log can do without, in one file: it is fetched right after it. */
export { faultOf, openAbout } from "./acts.ts";
export { ComposerBanner } from "./composer_banner.tsx";
export { beginEdit, lastOwn } from "./compose_acts.ts";
export { Edited } from "./edited.tsx";
export { Folded } from "./folded.tsx";
export { HeldNote } from "./held_note.tsx";
export { isHeldBack } from "./order.ts";
export { jumpTo } from "./jump.ts";
export { listenToLongPress } from "./long_press.ts";
export { focusMessages, onLogKeyDown } from "./message_keys.ts";
export { MessageTools } from "./message_tools.tsx";
export { Preview } from "./preview.tsx";
export { Quote } from "./quote.tsx";
export { Reactions } from "./reactions.tsx";
export { Toast } from "./toast.tsx";
export { edit } from "../state/message_changes.ts";
