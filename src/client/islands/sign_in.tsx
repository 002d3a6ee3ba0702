import { useSignal } from "@preact/signals";
import { signInByTransfer, signUp } from "../account_api.ts";
import type { SignedIn } from "../api.ts";
import type { AccessMode } from "../../protocol/models.ts";
import { signUpByPasskey } from "../passkeys.ts";
import { enter, session, signIn } from "../state/session.ts";
import { type Arrival, arrival, endArrival } from "./arrival.ts";
import { Credentials } from "./credentials.tsx";
import { Form } from "./form.tsx";
import { lastName, rememberName } from "./last_name.ts";
import { Logo } from "./logo.tsx";
import { NameForm } from "./name_form.tsx";
import { PasskeySignIn } from "./passkey_sign_in.tsx";
import { PasskeySignUp } from "./passkey_sign_up.tsx";
import { ResetForm } from "./reset_password.tsx";
import { t } from "../strings/t.ts";

export interface SignInProps {
  notice: string | undefined;
}

type View = "guest" | "sign_in" | "sign_up" | "transfer" | "reset";

const leads = (): Record<View, string> => ({
  guest: t("A calm place to talk. Pick a name and come in."),
  sign_in: t("Welcome back. Sign in to your account."),
  sign_up: t("Pick a name, and a password that keeps it yours."),
  reset: t("Choose a new password. You are signed out everywhere else by it."),
  transfer: t("Sign in on this device as the person who made this link."),
});

/** The first page: a name is enough, unless the owner wants more. */
export function SignIn({ notice }: SignInProps) {
  const state = session.value;
  const access = state.status === "signed_out" ? state.access ?? "open" : "open";
  const chosen = useSignal<View | undefined>(undefined);
  const name = useSignal(lastName());
  const view = chosen.value ?? firstView(access, arrival.value);
  const go = (next: View) => () => chosen.value = next;
  const told = notice ?? noteFor(access, arrival.value);

  return (
    <main class="sign-in">
      <div class="card">
        <Logo size={44} />
        <h1>{t("Parley")}</h1>
        <p class="lead">{leads()[view]}</p>
        {told !== undefined && <p class="note" role="status">{told}</p>}
        {view === "guest" && <NameForm key={view} value={name} action={t("Continue")} submit={comeAsGuest} />}
        {view === "sign_in" && (
          <Credentials
            key={view}
            name={name}
            action={t("Sign in")}
            isNew={false}
            submit={comeBack}
          />
        )}
        {view === "sign_up" && (
          <Credentials
            key={view}
            name={name}
            action={t("Make an account")}
            isNew
            submit={comeWithAccount}
          />
        )}
        {view === "transfer" && <Transfer />}
        {view === "sign_in" && <PasskeySignIn done={come} />}
        {(view === "guest" || view === "sign_up") && (
          <PasskeySignUp key={view} name={name} submit={comeWithPasskey} />
        )}
        {view === "reset" && <ResetForm done={come} />}
      </div>
      <p class="small">
        {view === "guest" && `${t("No account, no password. The name stays yours in this browser.")} `}
        {view === "sign_in"
          ? mayCome(access, arrival.value) && (
            <button type="button" class="link" onClick={go(access === "accounts" ? "sign_up" : "guest")}>
              {t("I have no account")}
            </button>
          )
          : <button type="button" class="link" onClick={go("sign_in")}>{t("I have an account")}</button>}
      </p>
    </main>
  );
}

/** Signs in by the link that the reader followed: not before they say so, as it works once. */
function Transfer() {
  const fault = useSignal("");

  async function follow(): Promise<void> {
    const answer = await signInByTransfer(arrival.peek()!.token);
    endArrival();
    come(answer);
  }

  return <Form action={t("Sign in here")} submit={follow} fault={fault}>{undefined}</Form>;
}

/** Somebody is in who did not type their name. */
function come(answer: SignedIn): void {
  enter(answer);
  rememberName(answer.user.name);
}

async function comeAsGuest(name: string): Promise<void> {
  await signIn(name, { invitation: tokenOf("invite") });
  done(name, "invite");
}

async function comeBack(username: string, password: string): Promise<void> {
  await signIn(username, { password });
  done(username, "invite");
}

async function comeWithAccount(username: string, password: string): Promise<void> {
  enter(await signUp({ username, password, invitation: tokenOf("invite"), owner: tokenOf("owner") }));
  done(username, "invite", "owner");
}

async function comeWithPasskey(username: string): Promise<void> {
  const newcomer = { username, invitation: tokenOf("invite"), owner: tokenOf("owner") };
  const answer = await signUpByPasskey(newcomer);
  enter(answer);
  done(answer.user.name, "invite", "owner");
}

function done(name: string, ...used: Arrival["kind"][]): void {
  rememberName(name);
  const kind = arrival.peek()?.kind;
  if (kind !== undefined && used.includes(kind)) endArrival();
}

function tokenOf(kind: Arrival["kind"]): string | undefined {
  return arrival.peek()?.kind === kind ? arrival.peek()!.token : undefined;
}

function firstView(access: AccessMode, came: Arrival | undefined): View {
  if (came?.kind === "transfer" || came?.kind === "reset") return came.kind;
  if (came?.kind === "owner" || access === "accounts") return "sign_up";
  return mayCome(access, came) ? "guest" : "sign_in";
}

function mayCome(access: AccessMode, came: Arrival | undefined): boolean {
  return access !== "invited" || came?.kind === "invite" || came?.kind === "owner";
}

function noteFor(access: AccessMode, came: Arrival | undefined): string | undefined {
  if (came?.kind === "owner") return t("You are about to become the owner of this server.");
  if (came?.kind === "invite") return t("You are invited: come in.");
  if (!mayCome(access, came)) return t("This server is for those who were invited: ask for a link.");
  return undefined;
}
