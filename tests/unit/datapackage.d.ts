/** What the tests use of the standard's own library, which has no types. */
declare module "datapackage" {
	interface Resource {
		name: string;
		tabular: boolean;
		read(options: { keyed: true }): Promise<Record<string, unknown>[]>;
		checkRelations(): Promise<boolean>;
	}
	export class Package {
		static load(file: string): Promise<Package>;
		valid: boolean;
		errors: Error[];
		resources: Resource[];
	}
}
