import { unified } from "@astrojs/markdown-remark";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import rehypeCitation from "rehype-citation";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";

/**
 * Starlight as it comes: its own sidebar of all pages, its own search (Pagefind), and the plugins that its users take for
 * formulas and citations, as they come too. That is an author-date style: with a numeric one (vancouver), rehype-citation
 * has no words for a citation in a sentence's place and prints [NO_PRINTED_FORM].
 */
export default defineConfig({
	site: "https://example.org",
	integrations: [starlight({ title: "Made up", customCss: ["katex/dist/katex.min.css"] })],
	markdown: {
		processor: unified({
			remarkPlugins: [remarkMath],
			rehypePlugins: [rehypeKatex, [rehypeCitation, { bibliography: "references.bib", linkCitations: true }]],
		}),
	},
});
