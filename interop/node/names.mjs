/** Names and numbers (charter.md, Names; record.md 1). */
// ---- grammar
export const RE = { party: /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/, line: /^[0-9a-f]{32}$/, epoch: /^[1-9][0-9]{0,8}-[0-9a-f]{8}$/, id: /^[A-Za-z0-9._:-]{8,64}$/, h64: /^[0-9a-f]{64}$/, lang: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/ };
export const rx = (r, s) => typeof s === 'string' && r.test(s) && !s.includes('\n');
export const int = (v, lo = 0) => Number.isSafeInteger(v) && v >= lo && v <= 2 ** 53 - 2;
