import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../tests/support/chromium.ts";
import type { TestClient } from "../tests/support/client.ts";
import { Path } from "../tests/support/path.ts";
import { Person } from "../tests/support/person.ts";
import { type TestServer, withServer } from "../tests/support/server.ts";

const DOCS = new URL("../docs/", import.meta.url);
const MAX_BYTES = 250 * 1024;
const MINUTE = 60_000;
const FONTS = { "Inter": "fonts-inter", "Noto Color Emoji": "fonts-noto-color-emoji" };
const SETTINGS = { GRACE: "1", MESSAGE_RATE: "1000", MESSAGE_BURST: "1000" };

type Say = (who: TestClient, room: string, text: string, minutes?: number) => Promise<unknown>;

/** Plays a morning among four people, and takes the pictures of it that the README shows. */
async function main(): Promise<void> {
  await tellMissingFonts();
  const fonts = await Deno.makeTempFile({ suffix: ".conf" });
  await Deno.writeTextFile(fonts, FONT_CONFIG);
  const browser = await launchChromium({ env: { ...Deno.env.toObject(), FONTCONFIG_FILE: fonts } });
  try {
    await withServer(SETTINGS, (server) => play(server, browser));
  } finally {
    await browser.close();
    await Deno.remove(fonts);
  }
}

async function play(server: TestServer, browser: Browser): Promise<void> {
  const move = moveClock(-52 * MINUTE);
  const say: Say = (who, room, text, minutes = 0) => {
    move(minutes * MINUTE);
    return who.ask({ type: "message.post", room, text });
  };
  const path = new Path(server.url);
  const context = await browser.newContext(DESKTOP);
  try {
    const ada = await Person.open({ context, path, name: "Ada" });
    await ada.signIn();
    const mirza = await server.connect({ username: "Mirza" });
    const noor = await server.connect({ username: "Noor" });
    const tomas = await server.connect({ username: "Tomás" });

    await makeRoom(server, mirza, "Boat trip", "Saturday, 9:30, north pier");
    await makeRoom(server, noor, "Kitchen", "Recipes, leftovers, and who has the good knife");
    await ada.joinRoom("Kitchen");
    await ada.joinRoom("Boat trip");
    await noor.ask({ type: "room.join", room: "boat-trip" });
    await tomas.ask({ type: "room.join", room: "kitchen" });

    await say(
      mirza,
      "boat-trip",
      "Morning! The harbour office says yes: we have the boat on Saturday, 9:30.",
    );
    await say(mirza, "boat-trip", "It seats eight, so bring somebody if you like.", 1);
    await say(mirza, "boat-trip", "Who is in?");
    await say(
      noor,
      "boat-trip",
      "Me! The sky looks kind, too: https://weather.example.org/north-pier",
      3,
    );
    move(2 * MINUTE);
    await ada.say(
      "I can do lunch. So far:\n• bread and two cheeses\n• tomatoes from the balcony\n• lemonade",
    );
    await noor.next("message.posted", ({ message }) => message.text.startsWith("I can do lunch"));
    await tomas.ask({ type: "room.join", room: "boat-trip" });
    await ada.reads(/Tomás joined/);
    await ada.openRoom("lobby");

    await say(tomas, "boat-trip", "May I come along? I make good coffee ☕ and I own a blanket.", 21);
    await say(mirza, "boat-trip", "You had me at coffee. That makes four of us.", 2);
    await say(noor, "boat-trip", "🎉", 0);
    await say(noor, "kitchen", "There is half a lemon cake on the counter.", 6);
    await say(noor, "kitchen", "There was.", 4);
    await say(tomas, "kitchen", "It was a very good cake.", 1);
    move(Infinity);
    await ada.seesUnread("Kitchen", 3);
    await ada.openRoom("Boat trip");
    await ada.page.getByRole("button", { name: "Who is here" }).click();
    await ada.page.getByRole("complementary").getByText("Tomás").waitFor();
    await ada.composer.focus();
    await noor.ask({ type: "typing", room: "boat-trip" });
    await ada.reads("Noor is typing…");
    for (const colorScheme of ["light", "dark"] as const) await take(ada, colorScheme, { colorScheme });

    const { cookies } = await context.storageState();
    const phone = await browser.newContext(PHONE);
    try {
      await phone.addCookies(cookies);
      const pocket = await Person.open({ context: phone, path, name: "Ada" });
      await pocket.page.goto(`${path.url}/#/rooms/boat-trip`);
      await pocket.isIn();
      await pocket.sees("🎉");
      await take(pocket, "phone", { colorScheme: "light" });
    } finally {
      await phone.close();
    }
  } finally {
    await context.close();
    await path.close();
  }
}

async function makeRoom(server: TestServer, maker: TestClient, name: string, topic: string): Promise<void> {
  await server.call("POST /api/rooms", { token: maker.welcome.session!, json: { name, topic } });
}

async function take(
  person: Person,
  name: string,
  media: { colorScheme: "light" | "dark" },
): Promise<void> {
  await person.page.emulateMedia({ ...media, reducedMotion: "reduce" });
  const picture = await person.page.screenshot({ caret: "hide", animations: "disabled" });
  if (picture.length > MAX_BYTES) {
    throw new Error(`The picture ${name} is too large: ${picture.length} bytes`);
  }
  await Deno.writeFile(new URL(`screenshot-${name}.png`, DOCS), picture);
  console.log(`docs/screenshot-${name}.png: ${Math.round(picture.length / 1024)} KB`);
}

/** Lets the server, which runs in this process, live at another time; Infinity goes to the true one. */
function moveClock(by: number): (by: number) => void {
  const trueNow = Date.now;
  let offset = by;
  Date.now = () => trueNow() + offset;
  return function move(more) {
    offset = Math.min(0, offset + more);
  };
}

async function tellMissingFonts(): Promise<void> {
  const { stdout } = await new Deno.Command("fc-list", { args: [":", "family"] }).output();
  const installed = new TextDecoder().decode(stdout);
  for (const [font, container] of Object.entries(FONTS)) {
    if (!installed.includes(font)) {
      console.warn(`The font ${font} is missing, the pictures will show it: apt-get install ${container}`);
    }
  }
}

const DESKTOP: BrowserContextOptions = { locale: "en-GB", viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = {
  locale: "en-GB",
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 1.5,
};

/** The same font on every machine that has it. */
const FONT_CONFIG = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  ${["system-ui", "sans-serif", "sans", "DejaVu Sans"].map(preferInter).join("\n  ")}
</fontconfig>
`;

function preferInter(family: string): string {
  return `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>Inter</string></edit></match>`;
}

if (import.meta.main) await main();
