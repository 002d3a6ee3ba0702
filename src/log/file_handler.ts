import { type LevelName, RotatingFileHandler } from "@std/log";

type RotatingFileHandlerOptions = ConstructorParameters<typeof RotatingFileHandler>[1];

/** A rotating log file whose faults are told once and never reach who logs: a full disk must not stop the chat. */
export class SafeFileHandler extends RotatingFileHandler {
  readonly #onFault: (error: unknown) => void;

  constructor(level: LevelName, options: RotatingFileHandlerOptions & { onFault(error: unknown): void }) {
    super(level, options);
    this.#onFault = options.onFault;
  }

  override log(line: string): void {
    this.#guard(() => super.log(line));
  }

  override flush(): void {
    this.#guard(() => super.flush());
  }

  override destroy(): void {
    this.#guard(() => super.destroy());
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#onFault(error);
    }
  }
}
