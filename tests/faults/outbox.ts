/** A message that is to be stored once. */
export interface Post {
  id: string;
  room: string;
  text: string;
  inFlight: boolean;
}

const WINDOW = 50;

/** What a client has yet to get an ok for, in the order in which it was written. */
export class Outbox {
  readonly #posts = new Map<string, Post>();
  #blockedUntil = 0;
  #probing = false;

  get size(): number {
    return this.#posts.size;
  }

  add(post: Omit<Post, "inFlight">): void {
    this.#posts.set(post.id, { ...post, inFlight: false });
  }

  /** What may be sent now. After a refusal one goes ahead, and the others follow its ok. */
  due(now: number): Post[] {
    if (now < this.#blockedUntil) return [];
    const due: Post[] = [];
    let window = this.#probing ? 1 : WINDOW;
    for (const post of this.#posts.values()) {
      if (window-- === 0) break;
      if (post.inFlight) continue;
      post.inFlight = true;
      due.push(post);
    }
    return due;
  }

  /** The post that is stored now; undefined where its ok came before. */
  stored(id: string): Post | undefined {
    const post = this.#posts.get(id);
    this.#posts.delete(id);
    this.#probing = false;
    return post;
  }

  /** It was refused: again after `seconds`, or never. */
  refused(id: string, seconds: number | undefined, now: number): void {
    const post = this.#posts.get(id);
    if (post === undefined) return;
    if (seconds === undefined) {
      this.#posts.delete(id);
      return;
    }
    post.inFlight = false;
    this.#probing = true;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + seconds * 1000);
  }

  /** The connection is gone, and with it every answer that was due. */
  lost(): void {
    for (const post of this.#posts.values()) post.inFlight = false;
  }

  get blockedUntil(): number {
    return this.#blockedUntil;
  }
}
