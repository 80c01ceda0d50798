import { escapeHtml } from "../html/escape.ts";

/** A sitemap: the full addresses of all pages, as sitemaps.org has it. */
export function sitemap(paths: Iterable<string>, site: URL): string {
	const base = site.href.replace(/\/$/, "");
	const urls = [...paths].map((path) => `<url><loc>${escapeHtml(`${base}${path}`)}</loc></url>\n`);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}
