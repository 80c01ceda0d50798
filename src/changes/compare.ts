import type { Readable } from "../model/load.ts";
import type { KnowledgeBase } from "../model/types.ts";
import type { Problems } from "../problem/problem.ts";
import { type Site, siteSchema } from "../schema/site.ts";
import { type Change, compareItems, type Group, type Item, type Unread } from "./change.ts";
import { metricItem, settingItems, termItem, workItem } from "./declared.ts";
import { disagreementItems } from "./disagreements.ts";
import { facts, factsOf } from "./facts.ts";
import { compareMeasurements } from "./measurements.ts";
import { pageItem, pageNames } from "./pages.ts";
import { recordItem } from "./records.ts";

/** A knowledge base at one time. */
export interface State {
	/** What could be read of it. */
	read: Readable;
	problems: Problems;
	/** All its files, each with a fingerprint. */
	files: ReadonlyMap<string, string>;
}

/** What changed from one state to another, kind by kind. */
export interface Changes {
	groups: Group[];
	/** How many errors keep things from being read. */
	errors: { before: number; after: number };
	/** Whether there was a knowledge base before. */
	fresh: boolean;
}

/** Compares two states of a knowledge base. Pure. What a mistake hides on one side is not taken for added or removed. */
export function compare(before: State, after: State): Changes {
	const site = after.read.site ?? before.read.site ?? unnamed;
	const whole = ({ read }: State): KnowledgeBase => ({ ...unbuilt, ...read, site: read.site ?? site });
	const [was, is] = [whole(before), whole(after)];
	const faulty = new Set(
		[before, after].flatMap(({ problems }) => problems.all.flatMap((one) => (one.severity === "error" ? [one.place.file] : []))),
	);
	const unread = (hidden: (problems: Problems, id: string) => boolean): Unread => ({
		before: (id) => hidden(before.problems, id),
		after: (id) => hidden(after.problems, id),
		file: (file) => faulty.has(file),
	});
	const all = <I extends Item>(items: (kb: KnowledgeBase) => Map<string, I>) => [items(was), items(is)] as const;
	const never = unread(() => false);

	const records = compareItems(
		...all((kb) => mapped(kb.records, (record) => recordItem(record, kb))),
		unread((problems, id) => problems.isUnread("address", `/${site.record.address}/${id}/`)),
		{
			same: ({ name, study }) => `${study} ${name}`,
			further: (then, now) => ({ within: compareMeasurements(then?.measurements ?? [], now?.measurements ?? [], never) }),
		},
	);
	const pages = compareItems(
		...all((kb) => mapped(kb.pages, pageItem)),
		unread((problems, id) => problems.isUnread("address", id)),
		{ same: ({ title }) => title, further: pageNames },
	);
	const works = compareItems(
		...all((kb) => mapped(kb.works, workItem)),
		unread((problems, id) => problems.isUnread("work", id)),
	);
	const disagreements = compareItems(
		...all(disagreementItems),
		unread(({ all: told }) => told.some(({ severity, place }) => severity === "error" && place.file.startsWith("content/disagreements/"))),
		{ same: ({ what }) => what },
	);
	const terms = compareItems(
		...all(
			(kb) =>
				new Map([...kb.facets].flatMap(([id, { terms: own }]) => [...own].map(([term, one]) => [`${id}/${term}`, termItem(one)] as const))),
		),
		unread((problems, id) => problems.isUnread("term", id) || problems.isUnread("facet", id.split("/")[0] ?? "")),
	);
	const facets = compareItems(
		...all((kb) =>
			mapped(kb.facets, ({ terms: _, place, ...declared }) => ({ name: declared.label, file: place.file, facts: factsOf(declared) })),
		),
		unread((problems, id) => problems.isUnread("facet", id)),
	);
	const metrics = compareItems(
		...all((kb) => mapped(kb.metrics, (metric) => metricItem(metric, kb))),
		unread((problems, id) => problems.isUnread("metric", id)),
	);
	const conditions = compareItems(
		...all((kb) => mapped(kb.conditions, (one) => ({ name: one.label, file: "content/conditions.yaml", facts: factsOf(one) }))),
		unread((problems, id) => problems.isUnread("condition", id)),
	);
	const settings =
		before.read.site === undefined || after.read.site === undefined ? [] : compareItems(...all((kb) => settingItems(kb.site)), never);

	const measured = records.flatMap(({ within }) => within);
	const found = [records, pages, works, disagreements, terms, facets, metrics, conditions, settings];
	const groups: Group[] = [
		{ one: site.record.label, many: site.record.plural, changes: records },
		{ one: "measurement", many: "measurements", changes: measured, within: true },
		{ one: "page", many: "pages", changes: pages },
		{ one: "reference", many: "references", changes: works },
		{ one: "disagreement", many: "disagreements", changes: disagreements },
		{ one: "term", many: "terms", changes: terms },
		{ one: "facet", many: "facets", changes: facets },
		{ one: "metric", many: "metrics", changes: metrics },
		{ one: "condition", many: "conditions", changes: conditions },
		{ one: "setting", many: "settings", changes: settings },
		{ one: "file", many: "files", changes: otherFiles(before, after, found.flat()) },
	];
	const count = ({ problems }: State) => problems.sorted().filter(({ severity }) => severity === "error").length;
	return {
		groups: groups.filter(({ changes }) => changes.length > 0),
		errors: { before: count(before), after: count(after) },
		fresh: before.files.size === 0,
	};
}

/** Files that are not read, such as images; and those in which nothing was found that changed, though they did. */
function otherFiles(before: State, after: State, found: readonly Change[]): Change[] {
	const told = new Set(found.flatMap(({ files }) => files));
	const item = (name: string, hash: string): Item => ({ name, file: name, facts: facts([["fingerprint", hash]]) });
	const items = ({ files }: State) => new Map([...files].map(([name, hash]) => [name, item(name, hash)]));
	const readBy = (name: string) => /\.(?:ya?ml|mdx|bib)$/.test(name);
	const faulty = (file: string) =>
		[before, after].some(({ problems }) => problems.all.some((one) => one.severity === "error" && one.place.file === file));
	return compareItems(items(before), items(after), { before: () => false, after: () => false, file: faulty })
		.filter(
			({ name, verb }) =>
				!told.has(name) &&
				!(name.startsWith("content/disagreements/") && told.has("content/disagreements/")) &&
				!(readBy(name) && verb !== "changed"),
		)
		.map((change) => ({
			...change,
			differences: [],
			names: readBy(change.name) && !change.inPart ? [{ label: "only", names: ["order, comments or layout"] }] : [],
		}));
}

function mapped<T, I>(things: ReadonlyMap<string, T>, item: (thing: T) => I): Map<string, I> {
	return new Map([...things].map(([id, thing]) => [id, item(thing)]));
}

/** Stands for the site of a knowledge base whose site.yaml could never be read. */
const unnamed: Site = siteSchema.parse({
	title: "-",
	description: "-",
	url: "http://localhost",
	record: { label: "record", plural: "records", address: "records" },
});

/** What comparing does without. */
const unbuilt: Pick<KnowledgeBase, "dir" | "changed" | "dataFrom" | "history" | "style" | "addresses"> = {
	dir: "",
	changed: undefined,
	dataFrom: "",
	history: { updated: new Map(), commits: [], folder: "", note: undefined },
	style: { name: "", xml: "" },
	addresses: new Map(),
};
