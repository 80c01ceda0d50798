import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { suggestion } from "../problem/nearest.ts";
import type { Place, Problems } from "../problem/problem.ts";
import { type ComponentName, components, isComponentName, plainElements } from "../schema/component.ts";
import { placeOf } from "./placer.ts";
import type { Source } from "./source.ts";

/** A component on a page, with its attributes and where each stands. */
export interface ComponentUse {
	kind: "component";
	name: ComponentName;
	attributes: Record<string, string>;
	place: Place;
	placeOf: Record<string, Place>;
}

/** Reads a component; nothing where it is plain markup, or no component. What is wrong with it becomes a problem. */
export function readComponent(node: MdxJsxFlowElement | MdxJsxTextElement, source: Source, problems: Problems): ComponentUse | undefined {
	const name = node.name ?? "";
	const place = tagOf(placeOf(node, source), name);
	if (!isComponentName(name)) {
		if (!plainElements.has(name))
			problems.add(
				"unknown-component",
				place,
				`There is no component <${name}>.${suggestion(name, [...Object.keys(components), ...plainElements])}`,
			);
		else if (node.attributes.length > 0) problems.add("component-attribute", place, `<${name}> has no attributes here. Remove them.`);
		return undefined;
	}
	const attributes: Record<string, string> = {};
	const places: Record<string, Place> = {};
	for (const attribute of node.attributes) {
		const at = attribute.position === undefined ? place : placeOf(attribute, source);
		if (attribute.type !== "mdxJsxAttribute") {
			problems.add("mdx-code", at, `<${name}> cannot take an expression: pages are data. Write each attribute as name="text".`);
			continue;
		}
		const twice = places[attribute.name] !== undefined;
		places[attribute.name] = textOf(attribute, at, source);
		if (twice) problems.add("component-attribute", at, `"${attribute.name}" of <${name}> is given twice. Leave one of them out.`);
		else if (typeof attribute.value === "string") attributes[attribute.name] = attribute.value;
		else
			problems.add(
				attribute.value === null ? "component-attribute" : "mdx-code",
				at,
				`"${attribute.name}" of <${name}> must be a literal text in quotes.`,
			);
	}
	const checked = components[name].safeParse(attributes);
	const misnamed = checked.error?.issues.some(({ code }) => code === "unrecognized_keys") ?? false;
	for (const issue of checked.error?.issues ?? []) {
		const attribute = String(issue.path[0]);
		if (issue.code === "unrecognized_keys") {
			const known = Object.keys(components[name].shape);
			for (const key of issue.keys) {
				problems.add("component-attribute", places[key] ?? place, `<${name}> has no attribute "${key}".${suggestion(key, known)}`);
				delete attributes[key];
			}
		} else if (issue.code === "invalid_value" && attributes[attribute] !== undefined) {
			const allowed = issue.values.map(String);
			problems.add(
				"component-attribute",
				places[attribute] ?? place,
				`"${attribute}" of <${name}> cannot be "${attributes[attribute]}".${suggestion(attributes[attribute], allowed)}`,
			);
		} else if (places[attribute] === undefined && !misnamed)
			problems.add("component-attribute", place, `<${name}> needs the attribute "${attribute}".`);
	}
	return { kind: "component", name, attributes: checked.success ? given(checked.data) : attributes, place, placeOf: places };
}

/** Where a component's tag is named; what it holds may be long. */
function tagOf({ file, line, column }: Place, name: string): Place {
	return { file, line, column, end: { line, column: column + 1 + name.length } };
}

/** The place of an attribute; where its text is written as it is read, that of the text's parts, too. */
function textOf({ name, value, position }: MdxJsxAttribute, place: Place, source: Source): Place {
	const written = source.text.slice(position?.start.offset, position?.end.offset);
	if (typeof value !== "string" || place.end === undefined || written.slice(-value.length - 1, -1) !== value) return place;
	return /^\s*=\s*$/.test(written.slice(name.length, -value.length - 2)) ? { ...place, text: place.end.column - 1 - value.length } : place;
}

/** Attributes that are there, those by default among them. */
function given(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
