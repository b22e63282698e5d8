/**
 * Which work does an address lead to? Follows `service/paper_radar/papers/identity.py`; both are tested with the one
 * table `tests/fixtures/urls.json`. The service decides what a page means; here the key serves to remember answers by
 * page and to know a PDF tab, which has no content script.
 *
 * @typedef {{key: string, version: number | null, site: string}} Identity
 * @typedef {{id: string, version: number | null}} ArxivId
 */

const ARCHIVES =
  'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga econ ' +
  'eess funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics ' +
  'plasm-ph q-alg q-bio q-fin quant-ph solv-int stat supr-con';
// By name without its hyphen, too: "hepth/9901001" is a form arXiv itself mends.
const ARCHIVE_OF = new Map(ARCHIVES.split(' ').map((archive) => [archive.replace('-', ''), archive]));

const ARXIV_PREFIX = /^(?:(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?10\.48550\/)?arxiv[:.]\s*/i;
const REST = String.raw`(?:\.(?:pdf|ps|gz|ps\.gz|dvi|html?|txt))?(?:/.*)?$`;
const NEW_ID = new RegExp(String.raw`^(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v([1-9]\d{0,2}))?${REST}`, 'i');
const OLD_ID = new RegExp(
  String.raw`^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,12})?/(9[1-9]|0[0-7])(0[1-9]|1[0-2])(\d{3})(?:v([1-9]\d{0,2}))?${REST}`,
  'i',
);

/**
 * @param {string} text an arXiv id in any written form
 * @returns {ArxivId | null}
 */
function parseArxivId(text) {
  const bare = text.trim().replace(/[.,;)\]}]+$/, '').replace(ARXIV_PREFIX, '').split(/[?#\s]/)[0];
  const id = bare.replace(/([/-])\1+/g, '$1').replace(/^\/|\/$/g, '');
  const recent = NEW_ID.exec(id);
  if (recent) {
    const [, year, month, number, version] = recent;
    const known = year + month >= '0704' && (number.length === 5) === year + month >= '1501';
    return known ? { id: `${year}${month}.${number}`, version: version ? Number(version) : null } : null;
  }
  const old = OLD_ID.exec(id);
  const archive = old && ARCHIVE_OF.get(old[1].toLowerCase().replace('-', ''));
  if (!old || !archive) return null;
  return { id: `${archive}/${old[2]}${old[3]}${old[4]}`, version: old[5] ? Number(old[5]) : null };
}

/**
 * @param {string[]} path
 * @returns {ArxivId | null} the id with which the path, or an end of it, begins
 */
function firstArxivId(path) {
  for (let at = 0; at < Math.min(path.length, 6); at += 1) {
    const found = parseArxivId(path.slice(at).join('/'));
    if (found) return found;
  }
  return null;
}

const NO_PAPERS = new Set(['list', 'search', 'catchup', 'find', 'a', 'archive', 'year']);

/**
 * @param {string[]} path
 * @param {URLSearchParams} query
 * @returns {ArxivId | null} the id in an address of arXiv itself
 */
function arxivIdOfRoute(path, query) {
  if (!path.length || NO_PAPERS.has(path[0])) return null;
  if (path.length === 1 && path[0] === 'abs') {
    const asked = query.get('id') ?? `${query.get('archive') ?? ''}/${query.get('papernum') ?? ''}`;
    return parseArxivId(asked) ?? parseArxivId(query.keys().next().value ?? '');
  }
  if (path.join('/') === 'api/query') return parseArxivId(query.get('id_list') ?? '');
  if (path[0] === 'ftp' && path.length === 5 && path[1] !== 'arxiv') return parseArxivId(`${path[1]}/${path[4]}`);
  return firstArxivId(path.slice(1));
}

/**
 * @param {ArxivId | null} found
 * @param {string} site
 * @returns {Identity | null}
 */
function ofArxiv(found, site) {
  return found && { key: `arxiv:${found.id}`, version: found.version, site };
}

const DOI = /^(?:doi:)?(10\.\d{4,9}(?:\.\d{1,9})?\/[^\s"'|\\^`{}?#&“”‘’]+)/i;
const PREPRINT = /^(10\.(?:1101|64898)\/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v(\d+))?\b/;

/**
 * @param {string} name a path that begins with a DOI
 * @param {string} site
 * @returns {Identity | null}
 */
function ofDoi(name, site) {
  let doi = DOI.exec(name)?.[1].toLowerCase();
  if (!doi || doi.startsWith('10.48550/arxiv.')) return null;
  if (!doi.includes('(sici)')) doi = doi.split('<')[0];
  doi = doi.replace(/[.,;:*]+$/, '');
  const preprint = PREPRINT.exec(doi);
  if (preprint) return { key: `doi:${preprint[1]}`, version: preprint[2] ? Number(preprint[2]) : null, site };
  return doi.endsWith('/') ? null : { key: `doi:${doi}`, version: null, site };
}

const DOI_ROUTES = new Set('abs abstract full fullhtml pdf pdfdirect pdfplus epdf epub reader'.split(' '));
const EARLY_PREPRINT = /^content\/(?:bio|med)rxiv\/early\/.*?\/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})\b/;

/**
 * @param {string} host
 * @param {string[]} whole
 * @returns {Identity | null} of a DOI resolver, a server of openRxiv, or a publisher's /doi/<10.…>
 */
function ofDoiAddress(host, whole) {
  const path = DOI_ROUTES.has(whole.at(-1)?.toLowerCase() ?? '') ? whole.slice(0, -1) : whole;
  const name = path.join('/');
  if (host === 'doi.org' || host === 'dx.doi.org') return ofArxiv(parseArxivId(name), 'doi') ?? ofDoi(name, 'doi');
  if (host === 'biorxiv.org' || host === 'medrxiv.org') {
    const site = host.split('.')[0];
    const early = EARLY_PREPRINT.exec(name);
    if (early) return ofDoi(`10.1101/${early[1]}`, site);
    return path[0] === 'content' ? ofDoi(name.slice('content/'.length), site) : null;
  }
  if (path[0] !== 'doi' || path.length < 3) return null;
  return ofDoi(path.slice(DOI_ROUTES.has(path[1].toLowerCase()) ? 2 : 1).join('/'), 'publisher');
}

/**
 * @param {string} host
 * @param {string} name the path without its outer slashes
 * @param {URLSearchParams} query
 * @returns {Identity | null} of sites with ids of their own and several addresses for one paper
 */
function ofKnownSite(host, name, query) {
  const review = query.get('id') ?? '';
  if (host === 'openreview.net' && /^(?:forum|pdf)$/.test(name) && /^[\w-]{5,20}$/.test(review)) {
    return { key: `url:https://openreview.net/forum?id=${review}`, version: null, site: 'openreview' };
  }
  if (host === 'pubmed.ncbi.nlm.nih.gov' && /^\d{1,9}$/.test(name)) {
    return { key: `url:https://pubmed.ncbi.nlm.nih.gov/${name}`, version: null, site: 'pubmed' };
  }
  const central = /^(?:pmc\/)?articles\/(PMC\d{1,9})\b/i.exec(name);
  if (central && /^(?:pmc\.)?ncbi\.nlm\.nih\.gov$/.test(host)) {
    const key = `url:https://pmc.ncbi.nlm.nih.gov/articles/${central[1].toUpperCase()}`;
    return { key, version: null, site: 'pmc' };
  }
  return null;
}

const MIRRORS = new Map([
  ['ar5iv.labs.arxiv.org', 'ar5iv'],
  ['ar5iv.org', 'ar5iv'],
  ['alphaxiv.org', 'alphaxiv'],
  ['scirate.com', 'scirate'],
  ['arxiv-vanity.com', 'arxiv-vanity'],
]);

/**
 * @param {string} text
 * @returns {string} percent signs decoded, or the text as it is where they are none
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The work an address leads to, from the address alone.
 *
 * @param {string} url
 * @returns {Identity | null} null where it shows none: a listing, any other page, no address at all
 */
export function identify(url) {
  if (url.length > 4000 || !URL.canParse(url)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const host = hostname.replace(/\.+$/, '').replace(/^www\./, '');
  const path = decoded(pathname).split('/').filter(Boolean);
  const mirror = MIRRORS.get(host);
  if (mirror) return ofArxiv(firstArxivId(path), mirror);
  if (host === 'arxiv.org' || host.endsWith('.arxiv.org') || host === 'xxx.lanl.gov') {
    return ofArxiv(arxivIdOfRoute(path, searchParams), 'arxiv');
  }
  if (host === 'huggingface.co' || host === 'hf.co') {
    return ofArxiv(path[0] === 'papers' ? parseArxivId(path.slice(1).join('/')) : null, 'huggingface');
  }
  return ofDoiAddress(host, path) ?? ofKnownSite(host, path.join('/'), searchParams);
}
