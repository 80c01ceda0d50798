import type { Piece } from "../../formula/formula.ts";
import type { CitationView } from "../citing.ts";
import type { ChangePicture } from "./change.ts";
import type { CompletenessPicture } from "./completeness.ts";
import type { ControlPicture } from "./control.ts";
import type { DecayPicture } from "./decay.ts";
import type { Cut } from "./drawn.ts";
import type { MapPicture } from "./map.ts";
import type { SeriesPicture } from "./series.ts";
import type { StripPicture } from "./strip.ts";

/** What is drawn, by the kind of chart: numbers and words, no pixels. */
export type Picture = ChangePicture | ControlPicture | DecayPicture | StripPicture | SeriesPicture | MapPicture | CompletenessPicture;

/** A record in a chart. */
export interface Subject {
	id: string;
	name: string;
	pieces: Piece[];
	to: string;
	/** The top-level term that gives its colour and shape. */
	group: string | undefined;
}

/** A value in a chart: the number that is drawn, and how it is written. */
export interface Point {
	value: number;
	text: string;
	conditions: string;
}

/** One cell of the data behind a chart. */
export interface ChartCell {
	text: string;
	/** As data, where that is another thing: a number, or a unit as declared. */
	data?: number | string;
	qualifier?: string;
}

/** The data behind a chart, units as declared: the same for the table on the page and the file. */
export interface ChartTable {
	columns: { id: string; label: string; unit: string; numeric: boolean }[];
	rows: {
		/** What the row is about: a record, or a term or condition. */
		id: string;
		name: Piece[];
		to: string | undefined;
		cells: ChartCell[];
		/** The study that the row's values come from. */
		study: string | undefined;
		/** Whether the chart draws it; all rows are in its file. */
		drawn: boolean;
	}[];
}

/** Records that a query finds and that no chart could draw, with the reason. */
export interface LeftOut {
	why: string;
	count: number;
	/** The first of them. */
	records: Subject[];
}

/** A chart, ready to be drawn and laid out. */
export interface ChartView {
	/** Its anchor on the page: chart-1. */
	id: string;
	/** A finding, made from the data. */
	title: string;
	/** The measure and its unit. */
	subtitle: string;
	/** What the marks mean. */
	key: string[];
	/** The groups that occur, by the labels of their terms. */
	groups: { id: string; label: string }[];
	picture: Picture;
	table: ChartTable;
	/** What is drawn, where that is not all that could be. */
	cut: Cut | undefined;
	/** What keeps its values from being compared. */
	guard: string;
	left: LeftOut[];
	/** The studies whose values are drawn, and the documents that they were read in. */
	sources: {
		studies: CitationView | undefined;
		read: CitationView | undefined;
		/** How many more works there are than are cited. */
		more: number;
	};
	/** How to cite the chart. */
	citation: string;
	/** Its address with its anchor, in full. */
	url: string;
	/** Addresses of its files. */
	files: { svg: string; csv: string };
}
