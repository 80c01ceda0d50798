import { session } from "virtual:atlas";
import type { APIRoute } from "astro";
import { href } from "../../components/href.ts";
import { disagreementPlacesPath } from "../../model/disagreementpages.ts";

/** Which disagreements stand on which page of their list, where there are several. */
export function getStaticPaths() {
	const { has } = session().views;
	return has(disagreementPlacesPath) ? [{ params: { file: disagreementPlacesPath.split("/").at(-1)?.replace(".json", "") } }] : [];
}

export const GET: APIRoute = () => {
	const { pages } = session().views.disagreements;
	const ids = pages.map(({ path, groups }) => [href(path), groups.flatMap(({ list }) => list.map(({ id }) => id))]);
	return new Response(JSON.stringify(Object.fromEntries(ids)), { headers: { "content-type": "application/json; charset=utf-8" } });
};
