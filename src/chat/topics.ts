/** Names of the topics that events are published on. */

/** What everyone in a room hears. */
export function topicOfRoom(id: string): string {
  return `room:${id}`;
}

/** What all connections of a person hear. */
export function topicOfUser(id: string): string {
  return `user:${id}`;
}

/** What the connections of one session hear: its end. */
export function topicOfSession(tokenHash: string): string {
  return `session:${tokenHash}`;
}
