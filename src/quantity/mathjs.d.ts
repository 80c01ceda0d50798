// The library as one file comes without types of its own: they are those of the package.
declare module "mathjs/lib/browser/math.js" {
	import type { MathJsInstance } from "mathjs";

	const math: MathJsInstance;
	export default math;
}
