import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ApiError, type SignedIn } from "../api.ts";
import { passkeysFillIn, passkeysWork, pickPasskey, signInByPasskey } from "../passkeys.ts";
import { t } from "../strings/t.ts";
import { tell } from "./form.tsx";
import { Icon } from "./icon.tsx";

export interface PasskeySignInProps {
  done: (answer: SignedIn) => void;
}

/** Signs in without name and password: by a button, or by what the browser offers in the field of the name. */
export function PasskeySignIn({ done }: PasskeySignInProps) {
  const busy = useSignal(false);
  const fault = useSignal("");
  const asked = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    const before = asked.current;
    passkeysFillIn().then((offers) => {
      if (offers && asked.current === before) waitForChoice();
    });
    return () => void begin();
  }, []);

  /** A browser answers one question at a time: the one before is taken back. */
  function begin(): AbortSignal {
    asked.current?.abort();
    asked.current = new AbortController();
    return asked.current.signal;
  }

  async function waitForChoice(): Promise<void> {
    // Who picks none, there or at all, has not asked for anything: nothing is told.
    const picked = await pickPasskey({ fillIn: true, signal: begin() }).catch(() => undefined);
    if (picked === undefined) return;
    // Until it is known whether they are in, the button asks for no other one.
    busy.value = true;
    fault.value = "";
    try {
      done(await signInByPasskey(picked));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = tell(error);
      // Who looked at the form for long picked with a challenge that has run out: the next one is fresh.
      if (error.code === "passkey_refused") waitForChoice();
    } finally {
      busy.value = false;
    }
  }

  async function choose(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    fault.value = "";
    try {
      done(await signInByPasskey(await pickPasskey({ signal: begin() })));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = tell(error);
      if (await passkeysFillIn()) waitForChoice();
    } finally {
      busy.value = false;
    }
  }

  if (!passkeysWork()) return null;
  return (
    <div class="passkey">
      <button type="button" aria-busy={busy.value} onClick={choose}>
        <Icon name="lock" size={16} />
        {t("Sign in with a passkey")}
      </button>
      <p class="fault" role="alert">{fault.value}</p>
    </div>
  );
}
