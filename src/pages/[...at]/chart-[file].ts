import { session } from "virtual:atlas";
import type { APIRoute, GetStaticPaths } from "astro";
import { stringify } from "csv-stringify/sync";
import { chartData } from "../../derive/chart/data.ts";
import type { ChartView } from "../../derive/chart/view.ts";

/** The files of charts, each at its page: the drawing, which stands by itself, and its data. */
export const getStaticPaths = (() => {
	const { pages, overview, site } = session().views;
	const charts = [...pages.values()].flatMap(({ path, uses }) =>
		uses.flatMap((use) => (use.kind === "chart" ? [{ path, chart: use.chart }] : [])),
	);
	if (overview !== undefined) charts.push({ path: `/${site.record.address}/`, chart: overview.chart });
	return charts.flatMap(({ path, chart }) =>
		["svg", "csv"].map((ending) => ({
			params: { at: path.slice(1, -1) || undefined, file: `${chart.id.replace(/^chart-/, "")}.${ending}` },
			props: { chart, ending },
		})),
	);
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ chart: ChartView; ending: string }> = ({ props: { chart, ending } }) => {
	if (ending === "svg") return new Response(session().chartFile(chart), { headers: { "content-type": "image/svg+xml" } });
	const { columns, rows } = chartData(chart);
	return new Response(stringify([columns, ...rows], { record_delimiter: "windows" }), {
		headers: { "content-type": "text/csv; charset=utf-8" },
	});
};
