import { suggestion } from "../problem/nearest.ts";
import { type Place, type Problems, within } from "../problem/problem.ts";
import type { Link } from "../read/collect.ts";
import { readArrangement } from "./arrangement.ts";
import { readChart } from "./chart.ts";
import { readAt, readColumns, readQuery, valuesOf } from "./query.ts";
import { conditionsText } from "./text.ts";
import type { Address, KnowledgeBase, Page } from "./types.ts";

type Checked = Pick<KnowledgeBase, "metrics" | "conditions" | "facets" | "works" | "records" | "drawings"> & {
	/** Nothing where site.yaml could not be read. */
	addresses: ReadonlyMap<string, Address> | undefined;
	/** The ids of all records, those that cannot be read among them. */
	recordIds: ReadonlySet<string>;
};

/** Checks what pages cite, query and link against everything else. */
export function checkPages(pages: readonly Page[], kb: Checked, problems: Problems): void {
	const owners = new Map<string, Page>();
	for (const page of pages) {
		const name = page.term;
		const other = name === undefined ? undefined : owners.get(name);
		if (name !== undefined && other !== undefined)
			problems.add(
				"duplicate-term-page",
				page.parsed.frontmatter?.place(["term"]) ?? page.parsed.source.place(0),
				`${other.parsed.source.file} is already the page of ${name}. Leave "term" out of one of them.`,
			);
		else if (name !== undefined) owners.set(name, page);
		checkUses(page, kb, problems);
		for (const link of page.parsed.links) checkLink(link, page, kb, problems);
	}
}

function checkUses(page: Page, kb: Checked, problems: Problems): void {
	for (const use of page.parsed.uses) {
		if (use.kind === "citation") {
			for (const { key, offset } of use.citation.items) {
				if (!kb.works.has(key) && !problems.isUnread("work", key))
					problems.add(
						"unknown-citation",
						use.place(offset, key.length),
						`"${key}" is not in the library.${suggestion(key, kb.works.keys())}`,
					);
			}
			continue;
		}
		if (use.name === "Chart") {
			readChart(use, kb, problems);
			continue;
		}
		const at = (attribute: string) => use.placeOf[attribute] ?? use.place;
		const { where, columns, of, metric, at: conditions, name } = use.attributes;
		if (name !== undefined && !kb.drawings.has(name))
			problems.add(
				"unknown-drawing",
				within(at("name"), 0, name.length),
				`There is no drawing content/figures/${name}.svg.${suggestion(name, kb.drawings.keys())}`,
			);
		if (where !== undefined) readQuery(where, kb, at("where"), problems);
		if (columns !== undefined) readColumns(columns, kb, at("columns"), problems);
		if (use.name === "ComparisonTable") readArrangement(use.attributes, kb, at, problems);
		if (use.name === "Value") checkValue({ of, metric, conditions: conditions ?? "" }, at, use.place, kb, problems);
	}
}

function checkValue(
	value: { of: string | undefined; metric: string | undefined; conditions: string },
	at: (attribute: string) => Place,
	place: Place,
	kb: Checked,
	problems: Problems,
): void {
	const record = kb.records.get(value.of ?? "");
	const metric = kb.metrics.get(value.metric ?? "");
	if (value.of !== undefined && !kb.recordIds.has(value.of))
		problems.add(
			"unknown-record",
			within(at("of"), 0, value.of.length),
			`There is no record "${value.of}".${suggestion(value.of, kb.recordIds)}`,
		);
	if (value.metric !== undefined && metric === undefined && !problems.isUnread("metric", value.metric))
		problems.add(
			"unknown-metric",
			within(at("metric"), 0, value.metric.length),
			`"${value.metric}" is not a declared metric.${suggestion(value.metric, kb.metrics.keys())}`,
		);
	const conditions = readAt(value.conditions, kb, at("at"), problems);
	const whole = conditions.size === value.conditions.split(";").filter((clause) => clause.trim() !== "").length;
	// What cannot be read was told where it stands: then nothing can be said about the value.
	if (record === undefined || metric === undefined || !whole || problems.isUnread("measurement", record.id)) return;
	const found = valuesOf(record, metric, conditions);
	if (found.length === 1) return;
	const list = (values: typeof found) =>
		values.map((one) => `${one.quantity.text} (${conditionsText(one.conditions, kb.conditions) || "no conditions given"})`).join("; ");
	const all = valuesOf(record, metric, new Map());
	if (found.length > 1)
		problems.add(
			"value-ambiguous",
			place,
			`${record.id} has ${found.length} values of ${metric.id} at these conditions: ${list(found)}. Add conditions under "at" until one is left.`,
		);
	else if (all.length === 0)
		problems.add(
			"value-not-found",
			place,
			`${record.id} has no value of ${metric.id}. Add the measurement to the record, or name another metric.`,
		);
	else problems.add("value-not-found", place, `${record.id} has no ${metric.id} at these conditions. It has ${list(all)}.`);
}

function checkLink({ url, place, isImage }: Link, page: Page, { addresses }: Checked, problems: Problems): void {
	if (/^https?:\/\//i.test(url) || /^mailto:/i.test(url)) {
		if (isImage)
			problems.add("unsafe-link", place, `"${url}" is not allowed: pages load nothing from elsewhere. Put the image into public/.`);
		return;
	}
	if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//")) {
		problems.add("unsafe-link", place, `"${url}" is not allowed: links lead to http, https, mailto or a page of the site.`);
		return;
	}
	const [path = "", anchor = ""] = url.split("#");
	if (path !== "" && !path.startsWith("/")) {
		problems.add("dead-link", place, `"${url}" is relative. Write internal links from the root, such as /references/.`);
		return;
	}
	if (addresses === undefined) return;
	const target = path === "" ? page.path : path.replace(/\?.*$/, "");
	const address = addresses.get(target);
	if (address !== undefined) {
		const name = decoded(anchor);
		const work = address.kind === "references" && problems.isUnread("work", name);
		const measurement = address.kind === "record" && problems.isUnread("measurement", address.id);
		if (name !== "" && !address.anchors.has(name) && !work && !measurement)
			problems.add("dead-anchor", place, `${address.path} has no anchor "#${anchor}".${suggestion(name, address.anchors)}`);
		return;
	}
	const key = /^\/references\/([^/]+)\/$/.exec(target)?.[1];
	if (problems.isUnread("address", target) || problems.isUnread("facet") || (key !== undefined && problems.isUnread("work", decoded(key))))
		return;
	const known = [...addresses.values()].filter((one) => !isImage || one.place.file.startsWith("public/")).map((one) => one.path);
	problems.add("dead-link", place, `There is no ${isImage ? "file" : "page"} ${target}.${suggestion(target, known)}`);
}

/** A part of an address as it is meant; as it is written where it cannot be decoded. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
