// Under which names this copy of the site keeps things. All pages of a host share one storage, also those of another copy of the
// site in another folder. The first copy that is used on a device keeps the names that all versions know (`coproduction:…`); any
// other has its folder in its names, and once takes a copy of what may be its own from the time when copies shared everything.

const SHARED = "coproduction:";
const CLAIM = `${SHARED}folder`;

/**
 * Who has the shared names. begun: ids of reflections that began there since, and are nobody else's; others: folders of copies
 * that have names of their own by now.
 * @typedef {{folder: string, begun: string[], others: string[]}} Claim
 */

/** The top of the site, as the theme's settings in the page name it; the single file has no theme. Tests in Node have no address. @type {URL | undefined} */
const top = globalThis.location && new URL(JSON.parse(document.getElementById("__config")?.textContent ?? "{}").base ?? ".", location.href);
/** Where this copy lies on its host, in small letters, as some hosts take any; empty where there is no host. */
const folder = !top || top.protocol === "file:" ? "" : top.pathname.toLowerCase();

/** All that this copy keeps has a name that begins so, but for the theme's own: whether somebody chose light or dark. */
export const PREFIX = prefixHere();
export const THEME = `${top?.pathname}.__palette`;

/** @returns {Claim | null} */
function readClaim() {
  try {
    const { folder: first, begun, others } = JSON.parse(localStorage.getItem(CLAIM) ?? "null");
    return { folder: String(first), begun: [...begun], others: [...others] };
  } catch {
    return null;
  }
}

/** @param {Claim} claim */
function writeClaim(claim) {
  localStorage.setItem(CLAIM, JSON.stringify(claim));
}

function prefixHere() {
  const own = `coproduction@${folder}:`;
  if (!folder) return SHARED;
  try {
    const claim = readClaim();
    if (claim?.folder === folder) return SHARED;
    // A copy of an earlier version deletes the claim when it deletes everything.
    if (!claim) return Object.keys(localStorage).some((key) => key.startsWith(own)) ? own : SHARED;
    if (!claim.others.includes(folder)) takeCopies(claim, own);
    return own;
  } catch {
    // Without room for copies, everything stays shared as it was. It is tried again on the next page.
    return SHARED;
  }
}

/** Throws if there is no room, and leaves all as it was. @param {Claim} claim @param {string} own */
function takeCopies(claim, own) {
  /** @type {[place: Storage, key: string][]} */
  const made = [];
  try {
    for (const place of [localStorage, sessionStorage]) {
      for (const key of Object.keys(place).filter((name) => name.startsWith(SHARED) && name !== CLAIM)) {
        const text = place.getItem(key) ?? "";
        const copy = own + key.slice(SHARED.length);
        if (place.getItem(copy) !== null || claim.begun.some((id) => belongsTo(id, key, text))) continue;
        place.setItem(copy, text);
        made.push([place, copy]);
      }
    }
    writeClaim({ ...claim, others: [...claim.others, folder] });
  } catch (error) {
    for (const [place, key] of made) place.removeItem(key);
    throw error;
  }
}

/** @param {string} id @param {string} key @param {string} text */
function belongsTo(id, key, text) {
  const name = key.slice(SHARED.length);
  if (name === "deleted") return text.includes(JSON.stringify(id));
  return name === `reflection:${id}` || name.startsWith(`history:${id}:`) || text === id;
}

/** Claim the shared names, unless another copy has. @param {string} [begun]  the id of a reflection that begins */
export function claimNames(begun) {
  if (!folder || PREFIX !== SHARED) return;
  const claim = readClaim() ?? { folder, begun: [], others: [] };
  if (claim.folder !== folder) return;
  try {
    writeClaim({ ...claim, begun: [...new Set([...claim.begun, ...(begun === undefined ? [] : [begun])])] });
  } catch {
    // Without room, another copy that is opened later may take a copy of what begins here.
  }
}

/** @returns {boolean} whether another copy has claimed the names that this page uses */
export const areNamesTaken = () => Boolean(folder) && PREFIX === SHARED && (readClaim()?.folder ?? folder) !== folder;

/** Keep, when all else is deleted, that other copies have names of their own. @param {() => void} deleteAll */
export function keepClaim(deleteAll) {
  const claim = PREFIX === SHARED ? readClaim() : null;
  deleteAll();
  if (claim?.others.length) writeClaim({ ...claim, begun: [] });
}

/** @returns {{folder: string, texts: string[]}[]} the reflections that other copies of this site keep here, as stored */
export function keptByOthers() {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  try {
    for (const key of Object.keys(localStorage)) {
      const [, prefix, own] = /^(coproduction(@.*?)?:)reflection:/.exec(key) ?? [];
      if (prefix === undefined || prefix === PREFIX) continue;
      const there = own?.slice(1) ?? readClaim()?.folder ?? "";
      found.set(there, [...(found.get(there) ?? []), localStorage.getItem(key) ?? ""]);
    }
  } catch {
    // Where storage is forbidden, nothing is kept.
  }
  return [...found].map(([there, texts]) => ({ folder: there, texts }));
}
