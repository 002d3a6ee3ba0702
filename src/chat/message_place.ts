/** The message that a change or an answer is about. */
export interface MessagePlace {
  room: string;
  /** Number of its `message.posted`. */
  message: number;
}
