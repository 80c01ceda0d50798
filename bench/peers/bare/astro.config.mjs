import { unified } from "@astrojs/markdown-remark";
import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";

/** The least that makes a site of MDX pages with formulas: no citations, no search, no navigation. Formulas as in src/maths. */
export default defineConfig({
	integrations: [mdx({ optimize: true })],
	markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [[rehypeKatex, { output: "mathml" }]] }) },
});
