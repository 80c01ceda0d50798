import { session } from "virtual:atlas";
import type { APIRoute, GetStaticPaths } from "astro";
import { chartData } from "../../derive/chart/data.ts";
import type { ChartView } from "../../derive/chart/view.ts";
import { csv } from "../../derive/data/csv.ts";

/** The files of charts, each at its page: the drawing, which stands by itself, and its data. */
export const getStaticPaths = (() => {
	const { pages, overview, site } = session().views;
	const charts = [...pages.values()].flatMap(({ path, uses }) =>
		uses.flatMap((use) => (use.kind === "chart" ? [{ path, chart: use.chart }] : [])),
	);
	if (overview !== undefined) charts.push({ path: `/${site.record.address}/`, chart: overview.chart });
	return charts.flatMap(({ path, chart }) =>
		(["svg", "csv"] as const)
			.filter((ending) => session().isDue(chart.files[ending]))
			.map((ending) => ({
				params: { at: path.slice(1, -1) || undefined, file: `${chart.id.replace(/^chart-/, "")}.${ending}` },
				props: { chart, ending },
			})),
	);
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ chart: ChartView; ending: string }> = async ({ props: { chart, ending } }) => {
	if (ending === "svg") return new Response(await session().chartFile(chart), { headers: { "content-type": "image/svg+xml" } });
	return new Response(csv(chartData(chart)), { headers: { "content-type": "text/csv; charset=utf-8" } });
};
