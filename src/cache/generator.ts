import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A digest of what makes something of a knowledge base: the generator's files in some folders below `src/` (default: all
 * of them), the packages that it uses, and the Node that runs it. What one generator kept is of no use to another.
 * @param root the generator's folder
 */
export function generatorDigest(folders: readonly string[] = [""], root = join(import.meta.dirname, "../..")): string {
	const files = folders.flatMap((folder) => readdirSync(join(root, "src", folder), { recursive: true, withFileTypes: true }));
	const paths = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
	const digest = createHash("sha256").update(process.version);
	for (const path of [...paths, join(root, "package.json"), join(root, "package-lock.json")].sort())
		if (existsSync(path)) digest.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path));
	return digest.digest("hex");
}
