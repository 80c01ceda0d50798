import { session } from "virtual:atlas";
import type { APIRoute } from "astro";

/** All records, column by column: what the explorer and the comparison take. The data package is at /data/. */
export function getStaticPaths() {
	return [{ params: { records: session().views.site.record.address } }];
}

export const GET: APIRoute = () =>
	new Response(JSON.stringify(session().views.explorer), { headers: { "content-type": "application/json; charset=utf-8" } });
