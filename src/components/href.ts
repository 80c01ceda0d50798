import { session } from "virtual:atlas";
import { withBase } from "../markdown/setting.ts";

/** An address of the site as a link, with its base path. */
export function href(path: string): string {
	return withBase(path, session().base);
}
