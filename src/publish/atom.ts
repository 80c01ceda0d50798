import type { ChangedThing, ChangeView } from "../derive/changes.ts";
import { escapeHtml } from "../html/escape.ts";
import type { Site } from "../schema/site.ts";

/** How many changed things an entry lists. */
const most = 30;

/**
 * A feed of changes, one entry a commit, as RFC 4287 has it. Its dates are those of commits, so that the same history makes
 * the same bytes; `changed` is that of the last one, where no entry tells.
 */
export function atom(
	changes: readonly ChangeView[],
	changed: string,
	site: Pick<Site, "title" | "description" | "url" | "authors" | "licence">,
): string {
	const base = site.url.replace(/\/$/, "");
	const { host } = new URL(site.url);
	const entries = changes.map(({ hash, date, subject, title, things }) =>
		[
			"<entry>",
			// A tag URI (RFC 4151) names the commit: the site's address may change, the entry stays the same.
			`<id>tag:${host.replace(/:\d+$/, "")},${date.slice(0, 10)}:commit/${hash}</id>`,
			`<title>${xml(title)}</title>`,
			`<updated>${date}</updated>`,
			`<link rel="alternate" href="${xml(`${base}${(things.find(({ what, path }) => what !== undefined && path !== undefined) ?? things.find(({ path }) => path !== undefined))?.path ?? "/"}`)}"/>`,
			`<summary>${xml(subject)}</summary>`,
			`<content type="html">${xml(content(subject, things, base))}</content>`,
			"</entry>",
		].join("\n"),
	);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom">',
		`<id>${xml(`${base}/changes.atom`)}</id>`,
		`<title>${xml(`${site.title}: changes`)}</title>`,
		`<subtitle>${xml(site.description)}</subtitle>`,
		`<updated>${changes[0]?.date ?? changed}</updated>`,
		`<link rel="self" type="application/atom+xml" href="${xml(`${base}/changes.atom`)}"/>`,
		`<link rel="alternate" type="text/html" href="${xml(`${base}/`)}"/>`,
		...(site.authors.length === 0 ? [site.title] : site.authors).map((name) => `<author><name>${xml(name)}</name></author>`),
		...(site.licence === undefined ? [] : [`<rights>${xml(`${site.licence.name}, ${site.licence.url}`)}</rights>`]),
		...entries,
		"</feed>\n",
	].join("\n");
}

function content(subject: string, things: readonly ChangedThing[], base: string): string {
	const items = things.slice(0, most).map(({ kind, what, name, path }) => {
		const link = path === undefined ? escapeHtml(name) : `<a href="${escapeHtml(`${base}${path}`)}">${escapeHtml(name)}</a>`;
		return `<li>${kind}${what === undefined ? "" : ` ${escapeHtml(what)}`}: ${link}</li>`;
	});
	const more = things.length > most ? `<li>and ${things.length - most} more</li>` : "";
	return `<p>${escapeHtml(subject)}</p><ul>${items.join("")}${more}</ul>`;
}

/** A text as XML 1.0 takes it: without the control characters that it forbids. */
function xml(text: string): string {
	return escapeHtml(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ""));
}
