import { session } from "virtual:atlas";
import type { APIRoute } from "astro";
import { bibliographyPath } from "../../model/addresses.ts";

/** The references of each page as a BibTeX file beside it. */
export function getStaticPaths() {
	const { bibliographies, addresses } = session().views;
	const listed = new Set(addresses.map(({ path }) => path));
	return [...bibliographies]
		.filter(([path]) => listed.has(bibliographyPath(path)) && session().isDue(bibliographyPath(path)))
		.map(([path, text]) => ({ params: { page: path.slice(1, -1) || undefined }, props: { text } }));
}

export const GET: APIRoute<{ text: string }> = ({ props }) =>
	new Response(props.text, { headers: { "content-type": "application/x-bibtex; charset=utf-8" } });
