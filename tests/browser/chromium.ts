import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usual = [
	process.env.CHROME_PATH,
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium or Chrome is, or nothing. */
export function findChromium(): string | undefined {
	const downloaded = chromium.executablePath();
	return [...usual, downloaded].find((path) => path !== undefined && path !== "" && existsSync(path));
}

/** Finds a browser, or installs one: from Debian's packages where this is Debian and we may, otherwise Playwright's own. */
export function ensureChromium(): string {
	const found = findChromium();
	if (found !== undefined) return found;
	if (existsSync("/usr/bin/apt-get")) {
		const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
		const apt = (...words: string[]) => {
			const [command = "", ...rest] = [...sudo, "apt-get", ...words];
			return spawnSync(command, rest, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;
		};
		if (apt("update") && apt("install", "-y", "--no-install-recommends", "chromium")) {
			const installed = findChromium();
			if (installed !== undefined) return installed;
		}
	}
	execFileSync("npx", ["playwright-core", "install", "chromium"], { stdio: "inherit" });
	const downloaded = findChromium();
	if (downloaded === undefined)
		throw new Error("No Chromium or Chrome was found or could be installed. Install one, or set CHROME_PATH to it.");
	return downloaded;
}

/** Starts the browser. */
export function launch(): Promise<Browser> {
	const path = findChromium();
	if (path === undefined) throw new Error("No Chromium or Chrome was found. `npm test` installs one; or set CHROME_PATH.");
	return chromium.launch({
		executablePath: path,
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
}
