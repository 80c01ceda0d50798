import { session } from "virtual:atlas";
import type { APIRoute } from "astro";

/** Each work as a file for reference managers. */
export function getStaticPaths() {
	return [...session().views.library.values()].flatMap(({ path, bibtex, ris }) => {
		// Astro encodes what is not.
		const name = decodeURIComponent(path.slice("/references/".length, -1));
		const files = [
			{ ending: "bib", text: bibtex, type: "application/x-bibtex" },
			{ ending: "ris", text: ris, type: "application/x-research-info-systems" },
		];
		return files.flatMap(({ ending, ...props }) =>
			session().isDue(`${path.slice(0, -1)}.${ending}`) ? [{ params: { file: `${name}.${ending}` }, props }] : [],
		);
	});
}

export const GET: APIRoute<{ text: string; type: string }> = ({ props: { text, type } }) =>
	new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });
