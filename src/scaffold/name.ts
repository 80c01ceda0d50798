import { fold } from "../lookup/fold.ts";
import { id as idSchema } from "../schema/fields.ts";
import type { Understood } from "./form.ts";

/** An id made of a name: "Ni/Si mixture (2nd)" is ni-si-mixture-2nd. Empty where the name has no letter of the Latin alphabet. */
export function idOf(name: string): string {
	return fold(name.replaceAll("₀", "0"))
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 80)
		.replace(/-+$/, "");
}

/** Understands an id that is free: it becomes a file's name and part of an address, and leads nowhere else. */
export function freeId(taken: { has(id: string): boolean }, what: string): (text: string) => Understood<string> {
	return (text) => {
		const wrong = idSchema.safeParse(text).error?.issues[0]?.message;
		if (wrong !== undefined) return { wrong: `"${text}" cannot be an id: it ${wrong}` };
		return taken.has(text) ? { wrong: `There is already a ${what} "${text}". Choose another id.` } : { value: text };
	};
}

/** Understands a folder below another: parts that are ids, joined by slashes. Gives it with a slash at its end, or nothing. */
export function folder(text: string): Understood<string> {
	const parts = text.replace(/^\/+|\/+$/g, "").split("/");
	if (text === "" || text === "/" || text === ".") return { value: "" };
	return parts.every((part) => idSchema.safeParse(part).success)
		? { value: `${parts.join("/")}/` }
		: { wrong: `"${text}" cannot be a folder here: write ids joined by slashes, such as green/steamed.` };
}
