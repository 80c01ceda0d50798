import type { Change, Group, Verb } from "./change.ts";
import type { Changes } from "./compare.ts";
import { excerpt, inHtml, inMarkdown } from "./escape.ts";
import type { Difference } from "./facts.ts";

/** GitHub takes 65,536 characters; what posts this may add some. */
const most = 64_000;
/** From so many lines on, a group is folded. */
const folded = 15;
/** Of one thing, so many lines at most. */
const ofOne = 80;

const verbs: readonly Verb[] = ["added", "removed", "changed", "unread"];
const said: Record<Verb, string> = { added: "added", removed: "removed", changed: "changed", unread: "not compared" };

/**
 * Changes as Markdown for a pull request's comment: a line that sums up, then each kind of thing. What is long is folded;
 * what does not fit into a comment is counted. `revision` names what is compared with.
 */
export function changesMarkdown({ groups, errors, fresh }: Changes, revision: string, limit = most): string {
	const sum = summary(groups);
	const head = [sum === "" ? "No change to the knowledge base." : `${inMarkdown(sum)}.`];
	if (fresh) head.push(`There was no knowledge base here at ${inMarkdown(revision)}.`);
	else if (errors.before > 0) head.push(unreadable(`at ${inMarkdown(revision)}`, errors.before));
	if (errors.after > 0) head.push(unreadable("as they are now", errors.after));
	const blocks: string[] = [];
	const left: Group[] = [];
	let size = head.join("\n\n").length + reserve;
	for (const group of groups.filter(({ within }) => within === undefined)) {
		const entries: string[] = [];
		const frame = groupMarkdown(group, [], true).length;
		size += frame;
		for (const [index, change] of group.changes.entries()) {
			const entry = entryLines(change).join("\n");
			if (size + entry.length + 1 > limit) {
				left.push({ ...group, changes: group.changes.slice(index) });
				break;
			}
			size += entry.length + 1;
			entries.push(entry);
		}
		if (entries.length > 0) blocks.push(groupMarkdown(group, entries, entries.join("\n").split("\n").length > folded));
	}
	const tail = left.length === 0 ? [] : [`A comment holds no more. Left out: ${inMarkdown(summary(left))}.`];
	return `${[...head, ...blocks, ...tail].join("\n\n")}\n`;
}

/** For the line that counts what is left out. */
const reserve = 1000;

function unreadable(when: string, errors: number): string {
	return `> The files ${when} have ${errors === 1 ? "one error" : `${errors} errors`}: some of them cannot be read, and the rest is compared.`;
}

/** "1 tea, 3 measurements and 1 reference added; 1 page changed" */
export function summary(groups: readonly Group[]): string {
	return verbs
		.flatMap((verb) => {
			const counts = groups.flatMap(({ one, many, changes }) => {
				const count = changes.filter((change) => change.verb === verb && !onlyWithin(change)).length;
				return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
			});
			return counts.length === 0 ? [] : [`${[counts.slice(0, -1).join(", "), counts.at(-1)].filter(Boolean).join(" and ")} ${said[verb]}`];
		})
		.join("; ");
}

/** Whether a thing is as it was, but for things within it, which are counted themselves. */
function onlyWithin({ verb, differences, names, within }: Change): boolean {
	return verb === "changed" && within.length > 0 && differences.length + names.length === 0;
}

function groupMarkdown(group: Group, entries: readonly string[], fold: boolean): string {
	const title = group.many.charAt(0).toUpperCase() + group.many.slice(1);
	const list = entries.join("\n");
	if (!fold) return `### ${inMarkdown(title)}\n\n${list}`;
	return `### ${inMarkdown(title)}\n\n<details><summary>${inHtml(summary([group]))}</summary>\n\n${list}\n\n</details>`;
}

/** What became of a thing: its name, and below it what differs. */
function entryLines(change: Change): string[] {
	const { verb, name, files, inPart, differences, names, within } = change;
	const stands = files.filter((file) => file !== "" && file !== name && !file.endsWith("/")).at(-1);
	const head = `- **${inMarkdown(excerpt(name))}** ${onlyWithin(change) ? "" : said[verb]}`.trimEnd();
	const first = `${head}${stands === undefined ? "" : ` (${inMarkdown(stands)})`}${inPart && verb !== "unread" ? "; the file has errors and was read in part" : ""}`;
	const shown =
		verb === "changed" || verb === "added"
			? differences.filter(({ label, is }) => !(verb === "added" && (is === name || label === "file")))
			: [];
	const below = [
		...shown.map((one) => differenceLine(one, verb)),
		...(verb === "removed" ? [] : names).map(({ label, names: list }) => `- ${inMarkdown(label)}: ${listed(list)}`),
		...within.flatMap(withinLines),
	];
	const lines = [first, ...below.map((line) => `  ${line}`)];
	return lines.length <= ofOne ? lines : [...lines.slice(0, ofOne), `  - and ${lines.length - ofOne} lines more`];
}

/** A measurement: when it came or went, in a line with its value. */
function withinLines({ verb, name, differences, inPart: _ }: Change): string[] {
	const value = differences.find(({ label }) => label === "value")?.is;
	const head = `- ${said[verb]}: **${inMarkdown(excerpt(name))}**${verb === "added" && value !== undefined ? ` ${inMarkdown(value)}` : ""}`;
	if (verb === "removed") return [head];
	const told = verb === "added" ? ["metric", "value", "conditions"] : [];
	return [head, ...differences.filter(({ label }) => !told.includes(label)).map((one) => `  ${differenceLine(one, verb)}`)];
}

function differenceLine({ label, was, is }: Difference, verb: Verb): string {
	const name = inMarkdown(excerpt(label));
	if (verb === "added") return `- ${name}: ${inMarkdown(excerpt(is ?? ""))}`;
	if (was === undefined) return `- ${name} added: ${inMarkdown(excerpt(is ?? ""))}`;
	if (is === undefined) return `- ${name} removed: ${inMarkdown(excerpt(was))}`;
	return `- ${name}: was ${inMarkdown(excerpt(was, is))}; is ${inMarkdown(excerpt(is, was))}`;
}

/** So many names at most, then how many more there are. */
function listed(names: readonly string[]): string {
	const shown = names.slice(0, 30).map((name) => inMarkdown(excerpt(name)));
	return [...shown, ...(names.length > 30 ? [`and ${names.length - 30} more`] : [])].join(", ");
}
