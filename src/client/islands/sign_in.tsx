import { signIn } from "../state/session.ts";
import { lastName, rememberName } from "./last_name.ts";
import { Logo } from "./logo.tsx";
import { NameForm } from "./name_form.tsx";

export interface SignInProps {
  notice: string | undefined;
}

/** The first page: a name is enough. */
export function SignIn({ notice }: SignInProps) {
  async function enter(name: string): Promise<void> {
    await signIn(name);
    rememberName(name);
  }

  return (
    <main class="sign-in">
      <div class="card">
        <Logo size={44} />
        <h1>Parley</h1>
        <p class="lead">A calm place to talk. Pick a name and come in.</p>
        {notice !== undefined && <p class="note" role="status">{notice}</p>}
        <NameForm initial={lastName()} action="Continue" submit={enter} />
      </div>
      <p class="small">No account, no password. The name stays yours in this browser.</p>
    </main>
  );
}
