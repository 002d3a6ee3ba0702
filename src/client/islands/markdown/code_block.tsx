import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { highlight } from "../../highlight/load.ts";
import type { Token } from "../../highlight/token.ts";
import { t } from "../../strings/t.ts";
import { copyText } from "../copy_text.ts";
import { Icon } from "../icon.tsx";

export interface CodeBlockProps {
  language: string;
  text: string;
}

const SAID_MS = 2_000;

/** Code as it was written, in colours where its language is known, and to be taken away by a click. */
export function CodeBlock({ language, text }: CodeBlockProps) {
  const tokens = useSignal<readonly Token[]>([text]);
  useEffect(() => {
    let current = true;
    tokens.value = [text];
    highlight(language, text).then((found) => {
      if (current && found !== undefined) tokens.value = found;
    });
    return () => current = false;
  }, [language, text]);
  return (
    <div class="code" dir="ltr" data-language={language}>
      <pre
        tabIndex={0}
        role="group"
        aria-label={language === "" ? t("Code") : t("Code, {language}", { language })}
      >
        <code><Tokens tokens={tokens.value} /></code>
      </pre>
      <CopyButton text={text} />
    </div>
  );
}

function Tokens({ tokens }: { tokens: readonly Token[] }) {
  return (
    <>
      {tokens.map((token, index) =>
        typeof token === "string" ? token : (
          <span key={index} class={`token-${token.scope}`}>
            <Tokens tokens={token.children} />
          </span>
        )
      )}
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  const said = useSignal<boolean | undefined>(undefined);
  async function copy(): Promise<void> {
    said.value = await copyText(text);
    setTimeout(() => said.value = undefined, SAID_MS);
  }
  const told = said.value === undefined ? undefined : said.value ? t("Copied") : t("Not copied");
  return (
    <button
      type="button"
      class="bare copy"
      aria-label={told ?? t("Copy code")}
      title={told ?? t("Copy")}
      onClick={copy}
    >
      <Icon name={said.value ? "check" : "copy"} size={16} />
    </button>
  );
}
