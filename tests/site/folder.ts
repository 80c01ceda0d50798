import type { TestProject } from "vitest/node";
import { temporaryFolder } from "./site.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** A folder for what the files of one run share. */
		shared: string;
	}
}

/** Makes the folder that the files of one run share, and takes it away after the last of them. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const { path, remove } = await temporaryFolder();
	provide("shared", path);
	return remove;
}
