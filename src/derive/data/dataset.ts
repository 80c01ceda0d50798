import type { Site } from "../../schema/site.ts";
import type { DataPackage } from "./package.ts";

/** The data as schema.org describes a Dataset: what search engines for data read. */
export function dataset(site: Site, data: DataPackage, metrics: readonly { label: string; unit: string }[]) {
	const publisher = { "@type": "Organization", name: site.title, url: site.url };
	return {
		"@context": "https://schema.org/",
		"@type": "Dataset",
		"@id": data.folder,
		name: `${site.title}: data`,
		description: site.description,
		url: data.folder,
		version: data.version,
		...(data.date === undefined ? {} : { dateModified: data.date.slice(0, 10) }),
		...(site.licence === undefined ? {} : { license: site.licence.url }),
		inLanguage: site.language,
		isAccessibleForFree: true,
		creator: publisher,
		publisher,
		variableMeasured: metrics.map(({ label, unit }) => ({
			"@type": "PropertyValue",
			name: label,
			...(unit === "" ? {} : { unitText: unit }),
		})),
		distribution: [...data.files.values()].map(({ name, title, mediatype, content, hash }) => ({
			"@type": "DataDownload",
			name: title,
			contentUrl: `${data.folder}${name}`,
			encodingFormat: mediatype,
			contentSize: `${content.length} B`,
			sha256: hash,
		})),
	};
}
