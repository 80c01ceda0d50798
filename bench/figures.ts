/** A count as it is shown: `10,000`. */
export const count = (number: number) => number.toLocaleString("en-GB");

/** Seconds as they are shown. */
export const seconds = (time: number) => time.toFixed(1);

/** Bytes in thousands, as they are shown. */
export const kilobytes = (bytes: number) => `${(bytes / 1e3).toFixed(1)} kB`;

/** Bytes in millions, as they are shown. */
export const megabytes = (bytes: number) => `${count(Math.round(bytes / 1e6))} MB`;

/** A ratio as it is shown. */
export const ratio = (number: number) => number.toFixed(2);
