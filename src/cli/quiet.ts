// Astro asks its home about versions and reports on itself; a build here talks to nobody.
process.env.ASTRO_TELEMETRY_DISABLED = "1";
process.env.ASTRO_DISABLE_UPDATE_CHECK = "true";
