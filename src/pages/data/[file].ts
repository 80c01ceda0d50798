import { session } from "virtual:atlas";
import type { APIRoute } from "astro";
import { dataFiles } from "../../model/addresses.ts";

/** The files of the data package: everything that the site shows, for machines. */
export function getStaticPaths() {
	return dataFiles.filter((file) => session().isDue(`/data/${file}`)).map((file) => ({ params: { file } }));
}

export const GET: APIRoute = ({ params }) => {
	const { data } = session().views;
	const file = data.files.get(params.file ?? "");
	const type = file?.mediatype ?? "application/json";
	return new Response(file?.content ?? data.descriptor, { headers: { "content-type": `${type}; charset=utf-8` } });
};
