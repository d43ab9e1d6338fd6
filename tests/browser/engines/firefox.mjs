/**
 * Firefox, driven over WebDriver BiDi for a caller that writes one JSON command per line and reads
 * one JSON answer per line.
 *
 *     node firefox.mjs /usr/bin/firefox-esr
 */
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  defaultViewport: { width: 1280, height: 800 },
});
const [page] = await browser.pages();
const complaints = [];
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("console", (message) => {
  if (["error", "warn"].includes(message.type())) complaints.push(message.text());
});

/** @param {{script: string, args: string[]}} command */
async function element({ script, args }) {
  const handle = await page.evaluateHandle(new Function(script), ...args);
  const found = handle.asElement();
  if (!found) throw new Error(`no element for ${args.join(", ")}`);
  return found;
}

const COMMANDS = {
  go: ({ address }) => page.goto(address).then(() => null),
  read: ({ script, args }) => page.evaluate(new Function(script), ...args),
  press: async (command) => (await element(command)).click(),
  type: async ({ text, ...command }) => {
    const field = await element(command);
    await field.evaluate((input) => input.select());
    await field.type(text);
  },
  complaints: async () => complaints,
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  const answer = await COMMANDS[command.do](command).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
