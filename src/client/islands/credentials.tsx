import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../strings/t.ts";
import { Field, type FieldProps, Form } from "./form.tsx";

export interface CredentialsProps {
  name: Signal<string>;
  action: string;
  /** Whether the password is a new one. */
  isNew: boolean;
  /** Rejects with an ApiError where they are refused. */
  submit: (username: string, password: string) => Promise<void>;
  more?: ComponentChildren;
}

/** Asks for a name and a password. */
export function Credentials({ name, action, isNew, submit, more }: CredentialsProps) {
  const password = useSignal("");
  const fault = useSignal("");

  async function send(): Promise<void> {
    if (name.peek().trim() === "" || password.peek() === "") {
      fault.value = t("Type your name and your password");
    } else await submit(name.peek().trim(), password.peek());
  }

  return (
    <Form action={action} submit={send} fault={fault} more={more}>
      <Field
        id="account-name"
        label={t("Your name")}
        value={name}
        autocomplete={isNew ? "username" : "username webauthn"}
        fault={fault}
        autofocus
      />
      <Password id="password" label={t("Password")} isNew={isNew} value={password} fault={fault} />
    </Form>
  );
}

export interface PasswordProps extends Pick<FieldProps, "id" | "label" | "value" | "fault" | "autofocus"> {
  /** Whether it is to be made up: then what makes a good one is said. */
  isNew: boolean;
}

/** The field of a password, as password managers know it. */
export function Password({ isNew, ...field }: PasswordProps) {
  const kind = isNew
    ? { autocomplete: "new-password", hint: newPassword() } as const
    : { autocomplete: "current-password" } as const;
  return <Field type="password" {...field} {...kind} />;
}

const newPassword = () => t("At least 8 characters. A few words that mean something to you alone are good.");
