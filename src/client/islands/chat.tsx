import { session } from "../state/session.ts";
import { t } from "../strings/t.ts";
import { lazy } from "./lazy.tsx";
import type { SignInProps } from "./sign_in.tsx";
import { Workspace } from "./workspace.tsx";

/** Who is signed in already never needs it. */
const SignIn = lazy<SignInProps>(async () => (await import("./sign_in.tsx")).SignIn);

/** The whole product on one mount point: who is not known signs in first. */
export function Chat() {
  const state = session.value;
  if (state.status === "signed_in") return <Workspace user={state.user} limits={state.limits} />;
  if (state.status === "signed_out") return <SignIn notice={state.notice} />;
  return (
    <main class="splash">
      <span class="spinner" role="img" aria-label={t("Loading")} />
    </main>
  );
}
