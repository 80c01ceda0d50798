import type { KnowledgeBase } from "../model/types.ts";
import type { Commit } from "../read/commits.ts";
import { recordPath } from "./paths.ts";

/** Something that a reader knows by name, and that a commit added, changed or removed. */
export interface ChangedThing {
	kind: Exclude<Commit["changes"][number]["kind"], "moved">;
	/** What it is called: page, or what site.yaml calls a record; nothing for a list of the whole site. */
	what: string | undefined;
	name: string;
	/** Its address, where it is still there. */
	path: string | undefined;
}

/** What one commit changed. */
export interface ChangeView {
	hash: string;
	/** ISO 8601. */
	date: string;
	/** The first line of the commit's message. */
	subject: string;
	/** What is new and what changed, in a line. */
	title: string;
	things: ChangedThing[];
}

type Known = Pick<KnowledgeBase, "site" | "pages" | "records" | "facets" | "works" | "history">;

/** What the newest commits changed for a reader, newest first. Commits that changed only drawings or settings are left out. */
export function changeViews(kb: Known, limit = 30): ChangeView[] {
	const names = namesOf(kb);
	const views: ChangeView[] = [];
	for (const { hash, date, subject, changes } of kb.history.commits) {
		if (views.length === limit) break;
		const things = new Map<string, ChangedThing>();
		for (const { file, kind } of changes) {
			if (kind === "moved") continue;
			const named = names.get(file) ?? removedName(file, kb);
			if (named === undefined) continue;
			const key = named.path ?? file;
			// A list that several files make is not new with one of them.
			things.set(key, { ...named, kind: things.has(key) || (named.what === undefined && kind === "added") ? "changed" : kind });
		}
		if (things.size > 0) views.push({ hash, date, subject, title: titleOf([...things.values()]), things: [...things.values()] });
	}
	return views;
}

/** The newest pages and records, each once with its last change; of one commit what is new comes first. */
export function newestChanges(views: readonly ChangeView[], count = 5): (ChangedThing & { path: string; date: string })[] {
	const found = new Map<string, ChangedThing & { path: string; date: string }>();
	for (const { date, things } of views) {
		for (const thing of [...things].sort((a, b) => Number(a.kind !== "added") - Number(b.kind !== "added"))) {
			if (thing.path === undefined || thing.what === undefined || found.has(thing.path)) continue;
			found.set(thing.path, { ...thing, path: thing.path, date });
			if (found.size === count) return [...found.values()];
		}
	}
	return [...found.values()];
}

type Named = Omit<ChangedThing, "kind">;

/** What readers call what a file holds, by the file. */
function namesOf(kb: Known): Map<string, Named> {
	const list = (name: string, path: string) => ({ what: undefined, name, path });
	const names = new Map<string, Named>([
		["content/metrics.yaml", list("Glossary", "/glossary/")],
		["content/conditions.yaml", list("Glossary", "/glossary/")],
	]);
	for (const page of kb.pages.values()) names.set(page.parsed.source.file, { what: "page", name: page.title, path: page.path });
	for (const record of kb.records.values())
		names.set(record.place.file, { what: kb.site.record.label, name: record.name, path: recordPath(record.id, kb) });
	for (const facet of kb.facets.values())
		names.set(facet.place.file, list(facet.plural.charAt(0).toUpperCase() + facet.plural.slice(1), `/${facet.address}/`));
	for (const { bibtex } of kb.works.values()) names.set(bibtex.place.file, list("References", "/references/"));
	for (const file of kb.history.commits.flatMap(({ changes }) => changes.map((change) => change.file)))
		if (/^content\/disagreements\/[^/]+\.yaml$/.test(file)) names.set(file, list("Disagreements", "/disagreements/"));
	return names;
}

/** A page or record that is no longer there: its file's name is all that is left. */
function removedName(file: string, { site }: Known): Named | undefined {
	const [, folder, id] = /^content\/(records\/)?(?:.*\/)?([^/]+)\.(?:ya?ml|mdx)$/.exec(file) ?? [];
	if (id === undefined || (folder === undefined && !file.endsWith(".mdx"))) return undefined;
	return { what: folder === undefined ? "page" : site.record.label, name: id, path: undefined };
}

/** "New page: A, B; changed: C and 4 more" */
function titleOf(things: readonly ChangedThing[]): string {
	const parts: string[] = [];
	const newOnes = things.filter(({ kind }) => kind === "added");
	for (const what of new Set(newOnes.map((thing) => thing.what)))
		parts.push(`new ${what ?? ""}: ${listed(newOnes.filter((thing) => thing.what === what))}`);
	for (const kind of ["changed", "removed"] as const) {
		const those = things.filter((thing) => thing.kind === kind);
		if (those.length > 0) parts.push(`${kind}: ${listed(those)}`);
	}
	const title = parts.join("; ");
	return title.charAt(0).toUpperCase() + title.slice(1);
}

function listed(things: readonly ChangedThing[]): string {
	const names = things.map(({ name }) => name);
	return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
