import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Field, Form } from "./form.tsx";

export interface CredentialsProps {
  initial: string;
  action: string;
  /** Whether the password is a new one. */
  isNew: boolean;
  /** Rejects with an ApiError where they are refused. */
  submit: (username: string, password: string) => Promise<void>;
  more?: ComponentChildren;
}

/** Asks for a name and a password. */
export function Credentials({ initial, action, isNew, submit, more }: CredentialsProps) {
  const name = useSignal(initial);
  const password = useSignal("");
  const fault = useSignal("");

  async function send(): Promise<void> {
    if (name.peek().trim() === "" || password.peek() === "") fault.value = "Type your name and your password";
    else await submit(name.peek().trim(), password.peek());
  }

  return (
    <Form action={action} submit={send} fault={fault} more={more}>
      <Field
        id="account-name"
        label="Your name"
        value={name}
        autocomplete="username"
        fault={fault}
        autofocus
      />
      <Field
        id="password"
        label="Password"
        type="password"
        value={password}
        autocomplete={isNew ? "new-password" : "current-password"}
        fault={fault}
        {...isNew && { hint: NEW_PASSWORD }}
      />
    </Form>
  );
}

export const NEW_PASSWORD = "At least 8 characters. A few words that mean something to you alone are good.";
