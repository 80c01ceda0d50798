import { session } from "virtual:atlas";
import type { APIRoute } from "astro";
import { stringify } from "csv-stringify/sync";

/** The files of the data package: everything that the site shows, for machines. UTF-8, RFC 4180, a point in decimals. */
export function getStaticPaths() {
	const { data } = session().views;
	return [...data.tables.keys(), ...data.texts.keys()].map((file) => ({ params: { file } }));
}

export const GET: APIRoute = ({ params }) => {
	const { data } = session().views;
	const file = params.file ?? "";
	const table = data.tables.get(file);
	if (table !== undefined)
		return new Response(stringify([table.columns, ...table.rows], { record_delimiter: "windows" }), {
			headers: { "content-type": "text/csv; charset=utf-8" },
		});
	return new Response(data.texts.get(file) ?? "", { headers: { "content-type": "text/plain; charset=utf-8" } });
};
