import { createHash } from "node:crypto";

/** Sets the reader's theme before anything is painted. It is the one script in a page; the policy names it by its hash. */
export const themeScript = 'try{const theme=localStorage.getItem("theme");if(theme)document.documentElement.dataset.theme=theme}catch{}';

/**
 * The Content-Security-Policy of every page: nothing but the site's own files, no script or style in the markup apart
 * from the one above. `wasm-unsafe-eval` is what Pagefind's index needs; it allows WebAssembly, not eval.
 */
export const policy = [
	"default-src 'none'",
	`script-src 'self' 'wasm-unsafe-eval' 'sha256-${createHash("sha256").update(themeScript).digest("base64")}'`,
	"style-src 'self'",
	"img-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
].join("; ");
