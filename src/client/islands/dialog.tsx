import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { dialog } from "./panels.ts";

export interface DialogProps {
  title: string;
  children: ComponentChildren;
  class?: string;
}

/** A modal dialog. Esc, its close button and a click beside it close it; the focus goes back to where it was. */
export function Dialog({ title, children, class: name = "" }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = element.current!;
    const before = document.activeElement as HTMLElement | null;
    shown.showModal();
    // One that makes room for another has no say in it: the browser tells of its end when that one is open.
    shown.addEventListener("close", closeDialog);
    return () => {
      shown.removeEventListener("close", closeDialog);
      shown.close();
      // It is out of the page by now, where the browser gives nothing back.
      if (document.activeElement === document.body) before?.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog ${name}`}
      aria-labelledby="dialog-title"
      // The close event comes a moment later: a dialog that was asked for meanwhile would go with this one.
      onCancel={(event) => event.target === element.current && closeDialog()}
      onPointerDown={(event) => event.target === element.current && closeDialog()}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="bare" aria-label={t("Close")} onClick={closeDialog}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

export function closeDialog(): void {
  dialog.value = undefined;
}
