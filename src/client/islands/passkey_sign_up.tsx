import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ApiError } from "../api.ts";
import { passkeysWork } from "../passkeys.ts";
import { t } from "../strings/t.ts";
import { tell } from "./form.tsx";
import { Icon } from "./icon.tsx";

export interface PasskeySignUpProps {
  /** What is typed in the form above. */
  name: Signal<string>;
  /** Rejects with an ApiError where it is refused. */
  submit: (name: string) => Promise<void>;
}

/** Makes an account of a name alone: the key is made by the lock of the device. */
export function PasskeySignUp({ name, submit }: PasskeySignUpProps) {
  const busy = useSignal(false);
  const fault = useSignal<{ message: string; suggestion?: string } | undefined>(undefined);
  const section = useRef<HTMLDivElement>(null);
  // What is typed next is not what was refused.
  useEffect(() => name.subscribe(() => void (fault.value = undefined)), []);

  async function send(): Promise<void> {
    if (busy.peek()) return;
    const typed = name.peek().trim();
    if (typed === "") {
      fault.value = { message: t("Type a name first") };
      section.current?.parentElement?.querySelector("input")?.focus();
      return;
    }
    busy.value = true;
    fault.value = undefined;
    try {
      await submit(typed);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = explain(error, typed);
    } finally {
      busy.value = false;
    }
  }

  if (!passkeysWork()) return null;
  return (
    <div class="passkey" ref={section}>
      <button type="button" aria-busy={busy.value} aria-describedby="passkey-hint" onClick={send}>
        <Icon name="lock" size={16} />
        {t("Continue with a passkey")}
      </button>
      <p id="passkey-hint" class="small">
        {t("An account without a password: your finger, your face or a PIN opens it on your devices.")}
      </p>
      <p class="fault" role="alert">
        {fault.value?.message}
        {fault.value?.suggestion !== undefined && (
          <>
            {" — "}
            <button
              type="button"
              class="link"
              onClick={() => {
                name.value = fault.peek()!.suggestion!;
                send();
              }}
            >
              {t("use {name}", { name: fault.value.suggestion })}
            </button>
          </>
        )}
      </p>
    </div>
  );
}

function explain(error: ApiError, name: string): { message: string; suggestion?: string } {
  const { code, suggestion } = error;
  const message = code === "username_taken" ? t("{name} is taken", { name }) : tell(error);
  return { message, ...suggestion !== undefined && { suggestion } };
}
