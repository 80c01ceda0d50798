import type { Conditions, DerivedValue, KnowledgeBase, Measurement, Reading, StudiedRecord } from "../../model/types.ts";
import type { Quantity } from "../../quantity/quantity.ts";
import { howRead, natures, stats } from "../../schema/record.ts";
import { conditionColumns, conditionsAsGiven } from "./conditions.ts";
import { shownReading } from "./shown.ts";
import { type Column, type DescribedTable, fill, rounded } from "./table.ts";

interface Row {
	record: StudiedRecord;
	value: Measurement | DerivedValue;
	/** What is printed at a place, and its number among the measurement's; of a derived value, nothing. */
	reading: Reading | undefined;
	number: number;
	shown: boolean;
	quantity: Quantity;
	conditions: Conditions;
}

/** Every reading of every measurement, and every derived value: a row each. */
export function measurementsTable(kb: KnowledgeBase): DescribedTable {
	return fill<Row>(
		{
			title: "Measurements",
			description: "Every place where a value is printed, and every value computed from printed ones: a row each.",
			primaryKey: ["record", "measurement_id", "reading"],
			foreignKeys: [{ field: "record", table: "records", key: "record" }],
		},
		[...identity(kb), ...quantity(), ...conditionColumns<Row>(kb, ({ conditions }) => conditions), ...source(), ...added(kb)],
		[...kb.records.values()].flatMap(rowsOf),
	);
}

function rowsOf(record: StudiedRecord): Row[] {
	return [
		...record.measurements.flatMap((value) => {
			const shown = shownReading(value);
			return value.readings.map(
				(reading, index): Row => ({
					record,
					value,
					reading,
					number: index + 1,
					shown: reading === shown,
					quantity: reading.quantity,
					conditions: reading.conditions,
				}),
			);
		}),
		...record.derived.map(
			(value): Row => ({
				record,
				value,
				reading: undefined,
				number: 0,
				shown: true,
				quantity: value.quantity,
				conditions: value.conditions,
			}),
		),
	];
}

const required = { required: true } as const;
const reported = ({ value }: Row) => (value.kind === "reported" ? value : undefined);

function identity(kb: KnowledgeBase): Column<Row>[] {
	const { label } = kb.site.record;
	return [
		{
			name: "record",
			type: "string",
			description: `The ${label}: its id, the last part of its address.`,
			constraints: required,
			value: ({ record }) => record.id,
		},
		{ name: "record_name", type: "string", description: "Its name.", constraints: required, value: ({ record }) => record.name },
		{
			name: "study",
			type: "string",
			description: "The primary paper: its key in references.bib.",
			constraints: required,
			value: ({ record }) => record.study,
		},
		{
			name: "measurement_id",
			type: "string",
			description: `The value: its anchor on the page of the ${label}. Readings of one quantity share it.`,
			constraints: required,
			value: ({ value }) => value.id,
		},
		{
			name: "kind",
			type: "string",
			description: "reported: printed in a document. derived: computed here from printed values.",
			constraints: { required: true, enum: ["reported", "derived"] },
			value: ({ value }) => value.kind,
		},
		{
			name: "metric",
			type: "string",
			description: "What was measured.",
			constraints: { required: true, enum: [...kb.metrics.keys()] },
			value: ({ reading, value }) => (reading?.metric ?? value.metric).id,
		},
	];
}

function quantity(): Column<Row>[] {
	return [
		{
			name: "value",
			type: "number",
			description: "The number that this reading prints, in the unit of the column unit. Empty for a range.",
			value: ({ quantity }) => rounded(quantity.value),
		},
		{ name: "value_low", type: "number", description: "Of a range, its lower end.", value: ({ quantity }) => rounded(quantity.low) },
		{ name: "value_high", type: "number", description: "Of a range, its upper end.", value: ({ quantity }) => rounded(quantity.high) },
		{
			name: "qualifier",
			type: "string",
			description: "~ about, > more than, < less than, >= at least, <= at most. Empty where the number is exact.",
			constraints: { enum: ["~", ">", "<", ">=", "<="] },
			value: ({ quantity }) => quantity.qualifier,
		},
		{
			name: "unit",
			type: "string",
			description: "The unit of value, value_low and value_high; 1 for a plain number. The same for all rows of a metric.",
			constraints: required,
			value: ({ quantity }) => quantity.unit,
		},
		{
			name: "as_printed",
			type: "string",
			description: "What is printed, digit for digit. Empty for a derived value.",
			value: ({ reading }) => reading && (reading.printed ?? reading.quantity.text),
		},
		{
			name: "stat",
			type: "string",
			description: "Which of several values it is.",
			constraints: { enum: [...stats] },
			value: (row) => reported(row)?.stat,
		},
		{
			name: "of",
			type: "string",
			description: "The part that the value belongs to, where not the whole.",
			value: (row) => reported(row)?.of,
		},
		{
			name: "nature",
			type: "string",
			description: "How the value came about. Empty for a derived value.",
			constraints: { enum: [...natures] },
			value: ({ reading }) => reading?.nature,
		},
	];
}

function source(): Column<Row>[] {
	return [
		{
			name: "read_in",
			type: "string",
			description: "The document read: its key in references.bib. Not always the study: it may be a review.",
			value: ({ reading }) => reading?.in,
		},
		{ name: "read_at", type: "string", description: "The place in that document.", value: ({ reading }) => reading?.at },
		{
			name: "how",
			type: "string",
			description: "How it is given there.",
			constraints: { enum: [...howRead] },
			value: ({ reading }) => reading?.how,
		},
		{
			name: "cited_as",
			type: "string",
			description: "The number under which the document cites the study there, where that is wrong.",
			value: ({ reading }) => reading?.citedAs,
		},
		{
			name: "shown",
			type: "boolean",
			description: "Whether this row stands for its value: true once for each measurement_id of a record.",
			constraints: required,
			value: ({ shown }) => shown,
		},
		{
			name: "doubt",
			type: "string",
			description: "Why it is not to be relied on. Empty where nothing is known against it.",
			value: ({ reading, value }) => reading?.doubt ?? value.doubt,
		},
	];
}

/** What came after the columns were fixed stands behind them. */
function added(kb: KnowledgeBase): Column<Row>[] {
	return [
		{
			name: "reading",
			type: "integer",
			description: "Which reading of its measurement it is, from 1; 0 for a derived value.",
			constraints: { required: true, minimum: 0 },
			value: ({ number }) => number,
		},
		{
			name: "conditions",
			type: "string",
			description:
				"All conditions of this reading as given, with what the columns above cannot hold (~, bounds, spans, open counts): id=value, separated by semicolons. Another reading of the same value may print others.",
			value: ({ conditions }) => conditionsAsGiven(conditions, kb),
		},
		{
			name: "scopes",
			type: "string",
			description: "Conditions that the place gives for a whole row of a table, and perhaps not for this value; separated by semicolons.",
			value: ({ reading }) => reading && [...reading.scopes].join("; "),
		},
		{
			name: "base",
			type: "string",
			description: "Of a ratio, the conditions of what it is against, where its metric does not say.",
			value: ({ value }) => conditionsAsGiven(value.base, kb),
		},
		{ name: "relative_to", type: "string", description: "Of a factor, what it is relative to.", value: (row) => reported(row)?.relativeTo },
		{
			name: "disagrees",
			type: "boolean",
			description: "Whether the readings of this value differ, or a disagreement was noted about it: see disagreements.csv.",
			constraints: required,
			value: (row) => reported(row)?.disagrees ?? false,
		},
		{
			name: "derived_from",
			type: "string",
			description: "Of a derived value: the inputs of its formula and the measurement_id of each, separated by semicolons.",
			value: ({ value }) => (value.kind === "derived" ? [...value.inputs].map(([name, { id }]) => `${name}=${id}`).join("; ") : undefined),
		},
	];
}
