import { suggestion } from "../problem/nearest.ts";
import { type Place, type Problems, within } from "../problem/problem.ts";
import type { ComponentUse } from "../read/component.ts";
import { type ChartAttribute, type ChartKind, chartAttributes, isChartKind } from "../schema/component.ts";
import { type Column, parts, type Query, readColumn, readQuery } from "./query.ts";
import type { Condition, Facet, KnowledgeBase, Page, Term } from "./types.ts";

type Declared = Pick<KnowledgeBase, "metrics" | "conditions" | "facets">;
export type MetricColumn = Extract<Column, { kind: "metric" }>;

/** Terms of a facet along a side of a map. */
export interface Side {
	facet: Facet;
	terms: Term[];
}

/** What a chart on a page asks for. */
export type ChartQuery = { where: Query; doubtful: boolean } & (
	| { kind: "change"; from: MetricColumn; to: MetricColumn }
	| { kind: "control"; metrics: MetricColumn[] }
	| { kind: "decay"; metric: MetricColumn; over: Condition; start: number }
	| { kind: "strip"; metric: MetricColumn }
	| { kind: "series"; metrics: MetricColumn[]; over: Condition }
	| { kind: "map"; rows: Side; columns: Side }
	| { kind: "completeness"; metrics: MetricColumn[] }
);

/** The charts of a page, in its order: the first one is chart-1. */
export function chartsOf({ parsed }: Pick<Page, "parsed">): ComponentUse[] {
	return parsed.uses.flatMap((use) => (use.kind === "component" && use.name === "Chart" ? [use] : []));
}

/** Reads a chart's attributes. What is wrong with them becomes a problem; then there is no query. */
export function readChart(use: ComponentUse, kb: Declared, problems: Problems): ChartQuery | undefined {
	const { kind = "" } = use.attributes;
	if (!isChartKind(kind)) return undefined;
	const reader = new AttributeReader(use, kind, kb, problems);
	const doubtful = use.attributes.doubtful === "shown";
	const where = readQuery(use.attributes.where ?? "", kb, reader.at("where"), problems);
	const read = reader.query();
	return read && { where, doubtful, ...read };
}

type Asked<Q> = Q extends unknown ? Omit<Q, "where" | "doubtful"> : never;

/** Reads the attributes of one chart. */
class AttributeReader {
	readonly #use: ComponentUse;
	readonly #kind: ChartKind;
	readonly #kb: Declared;
	readonly #problems: Problems;

	constructor(use: ComponentUse, kind: ChartKind, kb: Declared, problems: Problems) {
		this.#use = use;
		this.#kind = kind;
		this.#kb = kb;
		this.#problems = problems;
	}

	/** Where an attribute stands; the chart itself where it is not there. */
	at(attribute: string): Place {
		return this.#use.placeOf[attribute] ?? this.#use.place;
	}

	/** Where an attribute's text stands. */
	#textAt(attribute: string): Place {
		return within(this.at(attribute), 0, (this.#use.attributes[attribute] ?? "").length);
	}

	query(): Asked<ChartQuery> | undefined {
		this.#strangers();
		const kind = this.#kind;
		switch (kind) {
			case "change": {
				const [from, to] = [this.#metric("from"), this.#metric("to")];
				return from && to && { kind, from, to };
			}
			case "control":
			case "completeness": {
				const metrics = this.#metrics();
				return metrics && { kind, metrics };
			}
			case "decay": {
				const [metric, over, start] = [this.#metric("metric"), this.#over(["count"]), this.#start()];
				return metric && over && start !== undefined ? { kind, metric, over, start } : undefined;
			}
			case "strip": {
				const metric = this.#metric("metric");
				return metric && { kind, metric };
			}
			case "series": {
				const [metrics, over] = [this.#metrics(), this.#over(["number"])];
				return metrics && over && { kind, metrics, over };
			}
			case "map": {
				const [rows, columns] = [this.#side("rows"), this.#side("columns")];
				return rows && columns && { kind, rows, columns };
			}
		}
	}

	/** Attributes that this kind of chart does not take. */
	#strangers(): void {
		const taken: readonly ChartAttribute[] = chartAttributes[this.#kind];
		for (const attribute of Object.keys(this.#use.placeOf)) {
			if (attribute === "kind" || attribute === "where" || taken.some((one) => one === attribute)) continue;
			if (!Object.values(chartAttributes).some((list: readonly string[]) => list.includes(attribute))) continue;
			this.#problems.add(
				"component-attribute",
				this.at(attribute),
				`A chart of the kind "${this.#kind}" has no attribute "${attribute}". It takes where, ${taken.join(", ")}.`,
			);
		}
	}

	#text(attribute: ChartAttribute): string | undefined {
		const text = this.#use.attributes[attribute];
		if (text !== undefined && text.trim() !== "") return text;
		this.#problems.add(
			"component-attribute",
			this.at(attribute),
			`A chart of the kind "${this.#kind}" needs the attribute "${attribute}".`,
		);
		return undefined;
	}

	#metric(attribute: "from" | "to" | "metric"): MetricColumn | undefined {
		const text = this.#text(attribute);
		return text === undefined ? undefined : this.#column(text, this.#textAt(attribute));
	}

	#metrics(): MetricColumn[] | undefined {
		const text = this.#text("metrics");
		const columns = text && parts(text, ",", this.at("metrics")).flatMap((part) => this.#column(part.text, part.place) ?? []);
		return columns === undefined || columns === "" || columns.length === 0 ? undefined : columns;
	}

	#column(text: string, place: Place): MetricColumn | undefined {
		const column = readColumn(text, this.#kb, place, this.#problems);
		if (column === undefined || column.kind === "metric") return column;
		this.#problems.add("query-invalid", place, `"${text}" is not a metric.${suggestion(text, this.#kb.metrics.keys())}`);
		return undefined;
	}

	#over(kinds: readonly Condition["kind"][]): Condition | undefined {
		const id = this.#text("over");
		if (id === undefined) return undefined;
		const condition = this.#kb.conditions.get(id);
		if (condition !== undefined && kinds.includes(condition.kind)) return condition;
		const fitting = [...this.#kb.conditions.values()].filter(({ kind }) => kinds.includes(kind)).map((one) => one.id);
		if (condition !== undefined)
			this.#problems.add(
				"query-invalid",
				this.#textAt("over"),
				`"${id}" is a ${condition.kind}, and such a chart runs over a ${kinds.join(" or ")}.${suggestion(id, fitting)}`,
			);
		else if (!this.#problems.isUnread("condition", id))
			this.#problems.add("unknown-condition", this.#textAt("over"), `"${id}" is not a declared condition.${suggestion(id, fitting)}`);
		return undefined;
	}

	#start(): number | undefined {
		const text = this.#use.attributes.start ?? "0";
		if (/^\d{1,9}$/.test(text)) return Number(text);
		this.#problems.add("query-invalid", this.#textAt("start"), `"${text}" is not a whole number.`);
		return undefined;
	}

	/** `facet` for the terms that have none below them, or `facet=term|term`. */
	#side(attribute: "rows" | "columns"): Side | undefined {
		const text = this.#text(attribute);
		if (text === undefined) return undefined;
		if (text.includes("=")) {
			const [first, ...more] = readQuery(text, this.#kb, this.at(attribute), this.#problems);
			if (more.length > 0) this.#problems.add("query-invalid", this.at(attribute), `"${text}" names two facets. Name one.`);
			return first;
		}
		const facet = this.#kb.facets.get(text);
		if (facet === undefined) {
			if (!this.#problems.isUnread("facet", text))
				this.#problems.add(
					"unknown-facet",
					this.#textAt(attribute),
					`"${text}" is not a facet.${suggestion(text, this.#kb.facets.keys())}`,
				);
			return undefined;
		}
		const all = [...facet.terms.values()];
		return { facet, terms: all.filter(({ id }) => !all.some(({ parent }) => parent === id)) };
	}
}
