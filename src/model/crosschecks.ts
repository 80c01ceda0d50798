import { suggestion } from "../problem/nearest.ts";
import type { Problems } from "../problem/problem.ts";
import { readAt, readColumn, readColumns, readQuery, valuesOf } from "./query.ts";
import { conditionsText } from "./text.ts";
import type { KnowledgeBase, Page } from "./types.ts";

type Checked = Omit<KnowledgeBase, "dir" | "style" | "site">;

/** Checks what pages cite, query and link against everything else. */
export function checkPages(kb: Checked, problems: Problems): void {
	const owners = new Map<string, Page>();
	for (const page of kb.pages.values()) {
		const name = page.term;
		const other = name === undefined ? undefined : owners.get(name);
		if (name !== undefined && other !== undefined)
			problems.add(
				"duplicate-term-page",
				page.parsed.frontmatter.place(["term"]),
				`${other.parsed.source.file} is already the page of ${name}.`,
			);
		else if (name !== undefined) owners.set(name, page);
		checkUses(page, kb, problems);
		for (const { url, place } of page.parsed.links) checkLink(url, page, place, kb, problems);
	}
}

/** Checks that the records a record is related to exist. */
export function checkRelations(kb: Checked, problems: Problems): void {
	for (const record of kb.records.values()) {
		for (const [relation, ids] of record.relations) {
			for (const id of ids)
				if (!kb.records.has(id))
					problems.add("unknown-record", record.place, `${relation}: there is no record "${id}".${suggestion(id, kb.records.keys())}`);
		}
	}
}

function checkUses(page: Page, kb: Checked, problems: Problems): void {
	for (const use of page.parsed.uses) {
		if (use.kind === "citation") {
			for (const { key, offset } of use.citation.items) {
				if (!kb.works.has(key))
					problems.add("unknown-citation", use.place(offset), `"${key}" is not in the library.${suggestion(key, kb.works.keys())}`);
			}
			continue;
		}
		const at = (attribute: string) => use.placeOf[attribute] ?? use.place;
		const { where, columns, from, to, of, metric, at: conditions } = use.attributes;
		if (where !== undefined) readQuery(where, kb, at("where"), problems);
		if (columns !== undefined) readColumns(columns, kb, at("columns"), problems);
		for (const [name, column] of [
			["from", from],
			["to", to],
		] as const) {
			if (column === undefined) continue;
			const read = readColumn(column, kb, at(name), problems);
			if (read !== undefined && read.kind !== "metric") problems.add("query-invalid", at(name), `"${column}" is not a metric.`);
		}
		if (use.name === "Value" && of !== undefined && metric !== undefined)
			checkValue({ of, metric, conditions: conditions ?? "" }, at, kb, problems);
	}
}

function checkValue(
	value: { of: string; metric: string; conditions: string },
	at: (attribute: string) => Page["parsed"]["links"][number]["place"],
	kb: Checked,
	problems: Problems,
): void {
	const record = kb.records.get(value.of);
	const metric = kb.metrics.get(value.metric);
	if (record === undefined)
		problems.add("unknown-record", at("of"), `There is no record "${value.of}".${suggestion(value.of, kb.records.keys())}`);
	if (metric === undefined)
		problems.add(
			"unknown-metric",
			at("metric"),
			`"${value.metric}" is not a declared metric.${suggestion(value.metric, kb.metrics.keys())}`,
		);
	const conditions = readAt(value.conditions, kb, at("at"), problems);
	if (record === undefined || metric === undefined) return;
	const found = valuesOf(record, metric, conditions);
	if (found.length === 1) return;
	const all = valuesOf(record, metric, new Map());
	const list = all
		.map((one) => `${one.quantity.text} (${conditionsText(one.conditions, kb.conditions) || "no conditions given"})`)
		.join("; ");
	if (found.length === 0)
		problems.add("value-not-found", at("of"), `${record.id} has no ${metric.id} at these conditions. It has ${list || "none at all"}.`);
	else
		problems.add(
			"value-ambiguous",
			at("of"),
			`${record.id} has ${found.length} values of ${metric.id} at these conditions: ${list}. Add conditions under "at" until one is left.`,
		);
}

function checkLink(url: string, page: Page, place: Page["parsed"]["links"][number]["place"], kb: Checked, problems: Problems): void {
	if (/^(?:https?:\/\/|mailto:)/i.test(url)) return;
	if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//")) {
		problems.add("unsafe-link", place, `"${url}" is not allowed: links lead to http, https, mailto or a page of the site.`);
		return;
	}
	const [path = "", anchor] = url.split("#");
	if (path !== "" && !path.startsWith("/")) {
		problems.add("dead-link", place, `"${url}" is relative. Write internal links from the root, such as /methods/ball-milling/.`);
		return;
	}
	const target = path.replace(/\?.*$/, "");
	const address = path === "" ? kb.addresses.get(page.path) : (kb.addresses.get(target) ?? kb.addresses.get(`${target}/`));
	if (address === undefined)
		problems.add(
			"dead-link",
			place,
			`There is no page ${target}.${suggestion(
				target,
				[...kb.addresses.values()].filter(({ kind }) => kind !== "file").map((known) => known.path),
			)}`,
		);
	else if (anchor !== undefined && anchor !== "" && !address.anchors.has(decodeURIComponent(anchor))) {
		problems.add("dead-anchor", place, `${address.path} has no anchor "#${anchor}".${suggestion(anchor, address.anchors)}`);
	}
}
