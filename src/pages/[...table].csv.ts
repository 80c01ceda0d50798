import { session } from "virtual:atlas";
import type { APIRoute } from "astro";
import { csv } from "../derive/data/csv.ts";

/** The tables of pages, for machines: UTF-8, RFC 4180, a point in decimals. */
export function getStaticPaths() {
	return session().views.addresses.flatMap(({ kind, path }) =>
		kind === "table" && session().isDue(path) ? [{ params: { table: path.replace(/^\/|\.csv$/g, "") }, props: { path } }] : [],
	);
}

export const GET: APIRoute = ({ props }) => {
	const table = session().views.tables.get(String(props.path));
	if (table === undefined) throw new Error(`There is no table ${props.path}.`);
	return new Response(csv(table), {
		headers: { "content-type": "text/csv; charset=utf-8" },
	});
};
