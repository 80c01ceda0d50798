import type { KnowledgeBase, Metric, Work } from "../model/types.ts";
import { howRead } from "../schema/record.ts";
import { understandCondition, understandMetric, understandValue, understandWork } from "./choose.ts";
import { anyText, type Form, oneOf, type Understood } from "./form.ts";
import type { MeasurementDraft } from "./recordtext.ts";

/** How one measurement is given in a flag. */
export const measurementForm = '"METRIC=VALUE; CONDITION=VALUE; …; place=Table 1; how=table; in=KEY"';

/** Asks for measurements until there is no more; `shows` is how many were given before. */
export async function askMeasurements(form: Form, kb: KnowledgeBase, study: string): Promise<MeasurementDraft[]> {
	const drafts: MeasurementDraft[] = [];
	if (!form.asks) return drafts;
	// Most values of a record stand in one place.
	let last = { in: study, place: "", how: "" };
	for (;;) {
		const metric = await form.may<Metric>({
			flag: "metric",
			words: drafts.length === 0 ? "A metric that was measured" : "A further metric",
			choices: [...kb.metrics.keys()],
			understand: (text) => understandMetric(text, kb),
		});
		if (metric === undefined) return drafts;
		const value = await form.need({
			flag: "value",
			words: `Its value as printed${metric.unit === "1" ? "" : `, in ${metric.unit} or with its unit`}`,
			understand: (text) => understandValue(text, metric),
		});
		const at = new Map<string, string>();
		for (const id of metric.needs.filter((need) => !metric.at.has(need))) {
			const condition = kb.conditions.get(id);
			const text =
				condition &&
				(await form.need({ flag: id, words: withUnit(condition), understand: (given) => understandCondition(given, condition, kb) }));
			if (text !== undefined) at.set(id, text);
		}
		const more = await form.may({
			flag: "at",
			words: "Further conditions, such as id=value; id=value",
			choices: [...kb.conditions.keys()].filter((id) => !at.has(id)),
			understand: (text) => understandConditions(text, kb),
		});
		for (const [id, text] of more ?? []) at.set(id, text);
		const document = await form.need<Work>({
			flag: "in",
			words: "Read in which document",
			usual: last.in,
			understand: (text) => understandWork(text, kb.works),
		});
		const place = await form.need({
			flag: "place",
			words: "At which place in it, such as Table 1",
			usual: last.place || undefined,
			understand: anyText,
		});
		const how = await form.need({
			flag: "how",
			words: "Given how",
			choices: howRead,
			usual: last.how || undefined,
			understand: oneOf(howRead),
		});
		const draft = form.settled({ value, document, place, how });
		last = { in: draft.document.key, place: draft.place, how: draft.how };
		drafts.push({ metric: metric.id, value: draft.value, at, read: last });
	}
}

/** Understands a measurement that is given in a flag. */
export function understandMeasurement(text: string, kb: KnowledgeBase, study: string): Understood<MeasurementDraft> {
	const [first = ["", ""], ...others] = pairs(text);
	const metric = understandMetric(first[0], kb);
	if (!("value" in metric)) return { wrong: metric.wrong };
	const value = understandValue(first[1], metric.value);
	const read = { in: study, place: "", how: "" };
	const given: [string, string][] = [];
	for (const [name, part] of others) {
		if (name === "in" || name === "place" || name === "how") read[name] = part;
		else given.push([name, part]);
	}
	const conditions = understandConditions(given.map((pair) => pair.join("=")).join(";"), kb);
	const how = oneOf(howRead)(read.how);
	const document = understandWork(read.in, kb.works);
	const at = "value" in conditions ? conditions.value : new Map<string, string>();
	const wrong = [
		...[value, conditions, document].flatMap((part) => ("wrong" in part ? [part.wrong] : [])),
		...(read.place === "" ? ["It lacks place=, such as place=Table 1."] : []),
		...(read.how === "" ? [`It lacks how=, one of ${howRead.join(", ")}.`] : "wrong" in how ? [how.wrong] : []),
		...("value" in conditions ? metric.value.needs.filter((need) => !at.has(need) && !metric.value.at.has(need)) : []).map(
			(need) => `${metric.value.id} needs the condition ${need}.`,
		),
	];
	if (wrong.length > 0 || !("value" in value) || !("value" in document)) return { wrong: `${text}: ${wrong.join(" ")}` };
	return { value: { metric: metric.value.id, value: value.value, at, read: { ...read, in: document.value.key } } };
}

/** Understands `condition=value; condition=value`. */
export function understandConditions(text: string, kb: KnowledgeBase): Understood<Map<string, string>> {
	const at = new Map<string, string>();
	for (const [name, given] of pairs(text)) {
		const condition = kb.conditions.get(name) ?? [...kb.conditions.values()].find(({ label }) => label === name);
		if (condition === undefined)
			return { wrong: `"${name}" is not a declared condition. There are ${[...kb.conditions.keys()].join(", ")}.` };
		const value = understandCondition(given, condition, kb);
		if (!("value" in value)) return { wrong: value.wrong };
		at.set(condition.id, value.value);
	}
	return { value: at };
}

/** `a=b; c=d` in pairs. */
function pairs(text: string): [string, string][] {
	return text
		.split(";")
		.filter((part) => part.trim() !== "")
		.map((part) => {
			const [name = "", ...value] = part.split("=");
			return [name.trim(), value.join("=").trim()];
		});
}

function withUnit({ label, unit = "1", kind }: { label: string; unit?: string | undefined; kind: string }): string {
	return `At which ${label}${kind === "number" && unit !== "1" ? `, in ${unit} or with its unit` : ""}`;
}
