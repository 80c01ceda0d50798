import Chart from "./Chart.astro";
import ComparisonTable from "./ComparisonTable.astro";
import Evidence from "./Evidence.astro";
import Figure from "./Figure.astro";
import Summary from "./Summary.astro";
import Value from "./Value.astro";

/** The components that pages may use, by their names. */
export const registry = { Chart, ComparisonTable, Evidence, Figure, Summary, Value };
