import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { ApiError } from "../api.ts";
import { t } from "../strings/t.ts";

export interface FormProps {
  /** What the button that sends says. */
  action: string;
  /** Rejects with an ApiError where it is refused; the form says why. */
  submit: () => Promise<void>;
  fault: Signal<string>;
  /** The fields. */
  children: ComponentChildren;
  /** Further buttons. */
  more?: ComponentChildren;
}

/** Fields that are sent together: shows that it takes time, and why it was refused. */
export function Form({ action, submit, fault, children, more }: FormProps) {
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);

  async function send(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    fault.value = "";
    try {
      await submit();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = tell(error);
      form.current?.querySelector("input")?.focus();
    } finally {
      busy.value = false;
    }
  }

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <div id="form-fault" class="fault" role="alert">{fault.value}</div>
      <div class="actions">
        {more}
        <button type="submit" class="primary" aria-busy={busy.value}>{action}</button>
      </div>
    </form>
  );
}

export interface FieldProps {
  id: string;
  label: string;
  value: Signal<string>;
  /** What the browser may fill in. */
  autocomplete: "off" | "username" | "username webauthn" | "current-password" | "new-password";
  type?: "text" | "password";
  inputMode?: "text" | "numeric";
  hint?: string;
  autofocus?: boolean;
  fault?: Signal<string>;
}

export function Field(
  { id, label, value, autocomplete, type = "text", inputMode = "text", hint, autofocus = false, fault }:
    FieldProps,
) {
  const attributes = {
    id,
    autocomplete,
    autocapitalize: "off",
    spellcheck: false,
    dir: "auto",
    autofocus,
    inputMode,
    value: value.value,
    "aria-describedby": hint === undefined ? "form-fault" : `${id}-hint form-fault`,
    "aria-invalid": fault !== undefined && fault.value !== "",
    onInput: (event: Event & { currentTarget: HTMLInputElement }) => {
      value.value = event.currentTarget.value;
      if (fault !== undefined) fault.value = "";
    },
  } as const;
  return (
    <>
      <label for={id}>{label}</label>
      {type === "password"
        ? <input type="password" {...attributes} />
        : <input type="text" {...attributes} />}
      {hint !== undefined && <p id={`${id}-hint`} class="small">{hint}</p>}
    </>
  );
}

/** A refusal in words. */
export function tell({ code, message, retryAfter }: ApiError): string {
  if (code === "network") return t("The server cannot be reached. Check your connection and try again");
  if (retryAfter !== undefined) {
    return t("{message} ({seconds} s)", { message, seconds: Math.ceil(retryAfter) });
  }
  return message;
}
