import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SessionSummary } from "../../protocol/models.ts";
import { endSession, listSessions, makeTransfer, type Transfer } from "../account_api.ts";
import { asPartOfSentence, dayName, shortTime } from "../format/times.ts";
import { t } from "../strings/t.ts";
import { CopyField } from "./copy_field.tsx";
import { closeDialog, Dialog } from "./dialog.tsx";
import { today } from "./page.ts";
import { dialog } from "./panels.ts";

const NOW = 15 * 60_000;

/** Where the person is signed in: look, and sign out there. */
export function Devices() {
  const sessions = useSignal<SessionSummary[] | undefined>(undefined);
  const fault = useSignal("");
  useEffect(() => load(), []);

  function load(): void {
    listSessions().then((all) => sessions.value = all, (error: Error) => fault.value = error.message);
  }

  return (
    <Dialog title={t("Your devices")} class="wide">
      <p class="lead">{t("Where you are signed in.")}</p>
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="directory" aria-label={t("Your devices")} tabIndex={0}>
        {sessions.value?.map((one) => (
          <li key={one.id}>
            <div class="directory-room">
              <p class="directory-name">
                <bdi>{one.device === "" ? t("Unknown device") : one.device}</bdi>
                {one.current && <span class="muted">{t("this one")}</span>}
              </p>
              <p class="directory-topic">{seen(one)}</p>
            </div>
            {!one.current && (
              <button
                type="button"
                aria-label={t("Sign out {device}", { device: one.device })}
                onClick={() => endSession(one.id).then(load, (error: Error) => fault.value = error.message)}
              >
                {t("Sign out")}
              </button>
            )}
          </li>
        ))}
        {sessions.value === undefined && fault.value === "" && (
          <li class="nothing">
            <span class="spinner" role="img" aria-label={t("Loading")} />
          </li>
        )}
      </ul>
      <div class="actions">
        <button type="button" class="primary" onClick={() => dialog.value = "transfer"}>
          {t("Sign in on another device")}
        </button>
      </div>
    </Dialog>
  );
}

/** A link and its picture by which the person signs in on another device. */
export function TransferDialog() {
  const made = useSignal<Transfer | undefined>(undefined);
  const fault = useSignal("");
  useEffect(() => {
    makeTransfer().then((transfer) => made.value = transfer, (error: Error) => fault.value = error.message);
  }, []);
  const transfer = made.value;

  return (
    <Dialog title={t("Sign in on another device")}>
      <p class="lead">
        {t("Point its camera here, or open the link there. It works once, within ten minutes.")}
      </p>
      <p class="fault" role="alert">{fault.value}</p>
      {transfer !== undefined && (
        <>
          <img
            class="qr"
            src={`data:image/svg+xml,${encodeURIComponent(transfer.qr)}`}
            alt={t("QR code of the link")}
          />
          <CopyField label={t("Link")} value={transfer.address} />
          {/^(localhost|127\.|\[::1\])/.test(location.hostname) && (
            <p class="small">
              {t(
                "This page is open as {host}, which no other device can reach: open it by the address that the server printed, then make the link there.",
                { host: location.hostname },
              )}
            </p>
          )}
          <p class="small">{t("Whoever has the link is you: show it to nobody.")}</p>
        </>
      )}
      <div class="actions">
        <button type="button" onClick={closeDialog}>{t("Done")}</button>
      </div>
    </Dialog>
  );
}

function seen({ seenAt, madeAt }: SessionSummary): string {
  const [last, made] = [Date.parse(seenAt), Date.parse(madeAt)];
  const since = t("signed in {time}", { time: at(made) });
  return Date.now() - last < NOW
    ? t("In use now, {since}", { since })
    : t("Last used {time}, {since}", { time: at(last), since });
}

function at(time: number): string {
  const day = dayName(time, today.value);
  return t("{day} at {time}", { day: asPartOfSentence(day), time: shortTime(time) });
}
