import { z } from "astro/zod";

/** An id: lower-case letters, digits and hyphens; it becomes part of an address. */
export const id = z
	.string()
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters and digits, parts joined by single hyphens, such as green-tea.");

/** A word of the vocabulary shown to readers. */
export const label = z.string().min(1, "must not be empty.").max(200, "must have at most 200 characters.");

/** A sentence or two in plain text. */
export const prose = z.string().min(1, "must not be empty.").max(2000, "must have at most 2000 characters.");

/** A number, or a text that begins like one: its written form is kept. */
export const scalar = z.union([z.string(), z.number()]);

/** One or several. */
export function listOf<S extends z.ZodType>(item: S) {
	return z.union([z.array(item), item.transform((one) => [one])]);
}
