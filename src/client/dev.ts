import "./dev_mark.ts";
import "./main.tsx";

const LOOK_EVERY = 500;

/** For `deno task dev`: loads the page anew when another build is there. */
async function reloadWhenRebuilt(): Promise<void> {
  const loaded = await readBuild();
  for (let built = loaded; built === loaded || built === undefined;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    built = await readBuild();
  }
  location.reload();
}

async function readBuild(): Promise<string | undefined> {
  try {
    const response = await fetch("/assets/manifest.json", { cache: "no-store" });
    return response.ok ? (await response.json()).sources : undefined;
  } catch {
    // The server is just starting again.
    return undefined;
  }
}

reloadWhenRebuilt();
