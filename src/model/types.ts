import type { CslItem } from "../cite/citation-js.ts";
import type { Style } from "../cite/styles.ts";
import type { Piece } from "../formula/formula.ts";
import type { Place } from "../problem/problem.ts";
import type { Quantity } from "../quantity/quantity.ts";
import type { Formula } from "../quantity/units.ts";
import type { BibtexEntry } from "../read/bibtex.ts";
import type { History } from "../read/history.ts";
import type { ParsedPage } from "../read/page.ts";
import type { ConditionDeclaration } from "../schema/condition.ts";
import type { Disagreement } from "../schema/disagreement.ts";
import type { MetricDeclaration } from "../schema/metric.ts";
import type { PageData } from "../schema/page.ts";
import type { HowRead, Nature, RecordData, Relation, Stat } from "../schema/record.ts";
import type { Site } from "../schema/site.ts";
import type { TermDeclaration } from "../schema/vocabulary.ts";
import type { FoundDisagreement } from "./found.ts";

/** A knowledge base that was read and found sound: everything by its id, in declared order. */
export interface KnowledgeBase {
	/** Its folder. */
	dir: string;
	/** When its files last changed, by their history: ISO 8601. Nothing where they have none. */
	changed: string | undefined;
	/** A digest of the files that its data come from: all that are read but pages and drawings. */
	dataFrom: string;
	history: Pick<History, "updated" | "commits" | "folder" | "note">;
	site: Site;
	metrics: Map<string, Metric>;
	conditions: Map<string, Condition>;
	facets: Map<string, Facet>;
	/** The library, in its order. */
	works: Map<string, Work>;
	style: Style;
	records: Map<string, StudiedRecord>;
	/** By address. */
	pages: Map<string, Page>;
	/** Drawings, by name: markup that is safe to be put into a page. */
	drawings: Map<string, string>;
	/** Disagreements noted by hand. */
	disagreements: Disagreement[];
	/** Those that rules found. */
	found: FoundDisagreement[];
	/** Every address of the site. */
	addresses: Map<string, Address>;
}

export type Condition = ConditionDeclaration;

export interface Metric extends Omit<MetricDeclaration, "derived" | "at"> {
	/** Conditions that the metric implies. */
	at: Conditions;
	derived:
		| (Omit<NonNullable<MetricDeclaration["derived"]>, "formula" | "except"> & { text: string; formula: Formula; except: Conditions })
		| undefined;
}

export interface Facet {
	id: string;
	label: string;
	plural: string;
	address: string;
	terms: Map<string, Term>;
	/** Where its address is declared. */
	place: Place;
}

export interface Term extends TermDeclaration {
	facet: string;
	/** Elements in its formula. */
	elements: string[];
	/** Its page's address. */
	path: string;
	place: Place;
}

/** A work of the library. */
export interface Work {
	key: string;
	csl: CslItem;
	bibtex: BibtexEntry;
	/** Its numbers in other works' lists, by key: `numbered = {deng2025: 73, 75}`. */
	numbered: Map<string, string[]>;
	/** How other works print it, by key. */
	printed: Map<string, string>;
}

/** The value of a condition, as given, and normalised where that is possible. */
export interface ConditionValue {
	/** As given: 0.5C, 1-100, half. */
	text: string;
	/** Of a number: the printed value and its unit. Of a count: the number. */
	value?: number;
	unit?: string;
	/** Of a count or number: where a span begins; the value is where it ends. */
	from?: number;
	/** Of a count: `4+`. */
	open?: boolean;
	/** Of a number that is neither span nor bound: in the condition's own unit, where the record lets it be converted. */
	normal?: number;
	/** Why it could not be converted. */
	unconverted?: string;
	/** Of a term: its id. */
	term?: string;
}

/** Conditions by id; one that is not given is not there. */
export type Conditions = Map<string, ConditionValue>;

export interface Reading {
	/** The document read: a key of the library. */
	in: string;
	/** Where in it. */
	at: string;
	how: HowRead;
	/** What exactly is printed there, where it differs from the value. */
	printed: string | undefined;
	metric: Metric;
	quantity: Quantity;
	conditions: Conditions;
	/** Conditions that the place gives for a whole row. */
	scopes: Set<string>;
	doubt: string | undefined;
	citedAs: string | undefined;
	nature: Nature;
	/** Whether its value is the one that is shown. */
	shown: boolean;
}

interface Value {
	/** Its anchor on the record's page. */
	id: string;
	metric: Metric;
	quantity: Quantity;
	conditions: Conditions;
	/** The conditions of what a ratio is against, where its metric does not say. */
	base: Conditions | undefined;
	doubt: string | undefined;
}

/** A quantity of a record as documents report it. */
export interface Measurement extends Value {
	kind: "reported";
	readings: Reading[];
	stat: Stat | undefined;
	nature: Nature;
	of: string | undefined;
	relativeTo: string | undefined;
	because: string | undefined;
	remarks: string | undefined;
	/** Whether its readings differ beyond rounding, or a disagreement was noted about it. */
	disagrees: boolean;
	place: Place;
}

/** A quantity of a record that we computed. */
export interface DerivedValue extends Value {
	kind: "derived";
	inputs: Map<string, Measurement>;
	/** Conditions that should be the same in all inputs and are not known in some. */
	unknown: string[];
}

/** A record's field that converts a condition. */
export interface ConvertingField {
	id: string;
	label: string;
	quantity: Quantity;
	reading: Pick<Reading, "in" | "at" | "how"> | undefined;
}

export interface StudiedRecord {
	id: string;
	name: string;
	/** Its name cut into pieces to be set. */
	pieces: Piece[];
	aliases: string[];
	study: string;
	/** Terms by facet; the first one is the main one. */
	facets: Map<string, Term[]>;
	elements: string[];
	relations: Map<Relation, string[]>;
	fields: ConvertingField[];
	process: RecordData["process"];
	measurements: Measurement[];
	derived: DerivedValue[];
	/** Derived metrics that could not be computed, and why. */
	notComputed: { metric: Metric; reason: string }[];
	observations: RecordData["observations"];
	remarks: string | undefined;
	place: Place;
}

export interface Page extends PageData {
	/** Its address. */
	path: string;
	parsed: ParsedPage;
	/** The term whose page it is. */
	termOf: Term | undefined;
}

export type AddressKind =
	| "home"
	| "page"
	| "records"
	| "record"
	| "terms"
	| "term"
	| "references"
	| "reference"
	| "uses"
	| "search"
	| "disagreements"
	| "glossary"
	| "problems"
	| "problem"
	| "data"
	| "table"
	| "compare"
	| "print"
	| "file";

/** One address of the site, without its base path. */
export interface Address {
	path: string;
	kind: AddressKind;
	/** The id of what is there: a record, facet, facet/term, key. */
	id: string;
	/** Anchors on the page that links may name. */
	anchors: Set<string>;
	/** Where it comes from. */
	place: Place;
}
