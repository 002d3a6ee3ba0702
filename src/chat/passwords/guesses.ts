import { networkOf } from "../network.ts";
import { KeyedBuckets } from "../rate_limits.ts";

const OF_NAME = { rate: 10 / 60, burst: 10 };
const OF_NETWORK = { rate: 30 / 60, burst: 30 };

export interface Guess {
  /** What names are compared by, or the name as typed where it is none. */
  skeleton: string;
  address: string;
  /** Hash of the token of a browser in which this account's password was given before. */
  device: string | undefined;
}

/**
 * Limits how often passwords are guessed: 10 a minute for a name, whether it is anybody's or not, 30 for a network. A
 * browser that is known for the account has a limit of its own, so that guesses made elsewhere lock nobody out. What
 * was right costs nothing.
 */
export class PasswordGuesses {
  readonly #ofName = new KeyedBuckets(OF_NAME, { of: "passwords_of_name" });
  readonly #ofNetwork = new KeyedBuckets(OF_NETWORK, { of: "passwords_of_network" });
  readonly #ofDevice = new KeyedBuckets(OF_NAME, { of: "passwords_of_device" });

  /**
   * Before a password is tried.
   * @returns what to call where it was right
   * @throws ProtocolError `rate_limited` with the seconds to wait
   */
  take({ skeleton, address, device }: Guess): () => void {
    const now = performance.now();
    if (device !== undefined) {
      this.#ofDevice.take(device, now);
      return () => this.#ofDevice.giveBack(device);
    }
    const network = networkOf(address);
    this.#ofNetwork.take(network, now);
    this.#ofName.take(skeleton, now);
    return () => {
      this.#ofNetwork.giveBack(network);
      this.#ofName.giveBack(skeleton);
    };
  }
}
