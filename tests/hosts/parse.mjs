// What the hosts' own programs understand of the published folder's files, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, folder] = process.argv;
const require = createRequire(`${tools}/`);
const text = (name) => readFileSync(`${folder}/${name}`, "utf8");
const netlify = async (name) => import(`${tools}/node_modules/@netlify/${name}/lib/index.js`);
const { parseAllHeaders } = await netlify("headers-parser");
const { parseAllRedirects } = await netlify("redirect-parser");
const { parseHeaders } = require("./cloudflare/parseHeaders.js");
const { parseRedirects } = require("./cloudflare/parseRedirects.js");
const schema = JSON.parse(readFileSync(`${tools}/azure/package/schema/staticwebapp.config.json`, "utf8"));

const told = ({ errors, ...rest }) => ({ ...rest, errors: errors.map(String) });
console.log(JSON.stringify({
  netlify: {
    headers: told(await parseAllHeaders({ headersFiles: [`${folder}/_headers`], minimal: true })),
    redirects: told(await parseAllRedirects({ redirectsFiles: [`${folder}/_redirects`], minimal: true })),
  },
  cloudflare: { headers: parseHeaders(text("_headers")), redirects: parseRedirects(text("_redirects")) },
  azure: require("jsonschema").validate(JSON.parse(text("staticwebapp.config.json")), schema).errors.map(String),
}));
