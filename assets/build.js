// Builds the service's one stylesheet and copies its scripts: `node build.js [FOLDER]`.
// Nothing is minified by hand, dated or downloaded, so two builds give the same bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../src/commonweal_web/layout/static/layout"));
const govuk = join(here, "node_modules/govuk-frontend");
const version = JSON.parse(readFileSync(join(govuk, "package.json"), "utf8")).version;
const banner = `/* Built by "python3 dev.py assets" with govuk-frontend ${version} (MIT, see LICENCE-govuk-frontend.txt). */\n`;

mkdirSync(out, { recursive: true });

const { css } = sass.compile(join(here, "scss/commonweal.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(out, "commonweal.css"), banner + css.replace(/^\uFEFF/, "") + "\n");

// The version is part of the name: a browser never keeps an old one after an upgrade.
const script = readFileSync(join(govuk, "dist/govuk/govuk-frontend.min.js"), "utf8");
writeFileSync(join(out, `govuk-frontend-${version}.min.js`), banner + script.replace(/\/\/# sourceMappingURL=.*\n?/, "") + "\n");

for (const name of ["enabled.js", "look.js"]) {
  const text = readFileSync(join(here, "js", name), "utf8");
  writeFileSync(join(out, name), text.replaceAll("{{ version }}", version));
}
copyFileSync(join(here, "LICENCE-govuk-frontend.txt"), join(out, "LICENCE-govuk-frontend.txt"));
writeFileSync(join(out, "VERSION"), `govuk-frontend ${version}\n`);
