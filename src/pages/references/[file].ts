import { session } from "virtual:atlas";
import type { APIRoute } from "astro";

/** Each work as a file for reference managers. */
export function getStaticPaths() {
	return [...session().views.library.values()].flatMap(({ path, bibtex, ris }) => {
		// Astro encodes what is not.
		const name = decodeURIComponent(path.slice("/references/".length, -1));
		return [
			{ params: { file: `${name}.bib` }, props: { text: bibtex, type: "application/x-bibtex" } },
			{ params: { file: `${name}.ris` }, props: { text: ris, type: "application/x-research-info-systems" } },
		];
	});
}

export const GET: APIRoute<{ text: string; type: string }> = ({ props: { text, type } }) =>
	new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });
