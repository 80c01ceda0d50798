import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * A digest of what makes a site from a knowledge base: the generator's files in a folder below `src/` (default: all of
 * them), the packages that it uses, and the Node that runs it. What one generator kept is of no use to another.
 */
export function generatorDigest(folder = ""): string {
	const digest = createHash("sha256").update(process.version);
	const files = readdirSync(join(root, "src", folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	for (const path of [...files.map(({ parentPath, name }) => join(parentPath, name)).sort(), join(root, "package-lock.json")])
		digest.update(path.slice(root.length)).update(readFileSync(path));
	return digest.digest("hex");
}
