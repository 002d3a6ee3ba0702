import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ApiError } from "../api.ts";
import { t } from "../strings/t.ts";

export interface NameFormProps {
  /** What is typed, where others read it, too. */
  value?: Signal<string>;
  initial?: string;
  action: string;
  /** Rejects with an ApiError when the name is refused. */
  submit: (name: string) => Promise<void>;
  children?: ComponentChildren;
}

/** Asks for a name, says why one is refused, and offers another where the server knows one. */
export function NameForm({ value, initial = "", action, submit, children }: NameFormProps) {
  const own = useSignal(initial);
  const name = value ?? own;
  const busy = useSignal(false);
  const fault = useSignal<{ message: string; suggestion?: string } | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  async function send(value: string): Promise<void> {
    if (busy.peek()) return;
    if (value.trim() === "") fault.value = { message: t("Type a name first") };
    else {
      busy.value = true;
      fault.value = await submit(value.trim()).then(() => undefined, (error) => explain(error, value.trim()));
      busy.value = false;
    }
    if (fault.peek() !== undefined) field.current?.focus();
  }

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(name.peek());
      }}
    >
      <label for="username">{t("Your name")}</label>
      <input
        id="username"
        ref={field}
        type="text"
        name="nickname"
        autocomplete="nickname"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        data-1p-ignore
        data-lpignore="true"
        placeholder={t("ada")}
        value={name.value}
        aria-invalid={fault.value !== undefined}
        aria-describedby="username-fault"
        onInput={(event) => {
          name.value = event.currentTarget.value;
          fault.value = undefined;
        }}
      />
      <div id="username-fault" class="fault" role="alert">
        {fault.value?.suggestion === undefined ? fault.value?.message : (
          <>
            {fault.value.message}
            {" — "}
            <button type="button" class="link" onClick={() => send(name.value = fault.peek()!.suggestion!)}>
              {t("use {name}", { name: fault.value.suggestion })}
            </button>
          </>
        )}
      </div>
      <div class="actions">
        {children}
        <button type="submit" class="primary" aria-busy={busy.value}>{action}</button>
      </div>
    </form>
  );
}

function explain(error: unknown, name: string): { message: string; suggestion?: string } {
  if (!(error instanceof ApiError)) throw error;
  const { code, message, suggestion, retryAfter } = error;
  if (code === "username_taken") {
    return { message: t("{name} is taken", { name }), ...suggestion !== undefined && { suggestion } };
  }
  if (code === "network") {
    return { message: t("The server cannot be reached. Check your connection and try again") };
  }
  if (retryAfter !== undefined) {
    return { message: t("{message} ({seconds} s)", { message, seconds: Math.ceil(retryAfter) }) };
  }
  return { message, ...suggestion !== undefined && { suggestion } };
}
