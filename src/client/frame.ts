// What every page has, as one file: most pages need no other script.
import "./cards.ts";
import "./copy.ts";
import "./search-keys.ts";
import "./theme.ts";
