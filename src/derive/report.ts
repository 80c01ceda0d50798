import type { Site } from "../schema/site.ts";

/**
 * Where a reader reports a mistake: the repository's form for a new issue, filled in with what it is about. Nothing where
 * the site names no repository.
 */
export function reportLink(
	site: Pick<Site, "repository">,
	title: string,
	about: readonly (readonly [name: string, text: string])[],
): string | undefined {
	if (site.repository === undefined) return undefined;
	const body = `${about.map(([name, text]) => `${name}: ${text}`).join("\n")}\n\nWhat is wrong, and where is it printed otherwise?\n\n`;
	return `${site.repository.replace(/\/$/, "")}/issues/new?title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
}
