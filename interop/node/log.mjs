/** One log: the leaves of one epoch of one party, their tree, and its signed heads. */
import { Range, inclusionProof, leafHash } from './merkle.mjs';

export class Log {
  constructor(line, party, epoch) {
    this.party = party;
    this.epoch = epoch;
    this.origin = `${line}/${party}/${epoch}`;
    this.leaves = [];
    this.hashes = [];
    this.range = new Range();
    this.roots = [this.range.root()];
    /** @type {Map<number, string>} size to signed head */
    this.heads = new Map();
    /** @type {Map<number, object>} entries beyond a gap: index to the OVERTAKE that brought it */
    this.early = new Map();
    /** @type {Map<number, string>} own log: index to early receipt */
    this.earlyReceipts = new Map();
    this.cosigned = 0;
    this.receipt = null;
    this.delivered = 0;
    this.whole = true;
  }

  get size() { return this.leaves.length; }
  get number() { return Number(this.epoch.split('-')[0]); }
  get root() { return this.range.root(); }
  get head() { return this.heads.get(this.size); }

  append(leaf) {
    const hash = leafHash(leaf);
    this.leaves.push(leaf);
    this.hashes.push(hash);
    this.range.append(hash);
    this.roots.push(this.range.root());
    this.early.delete(this.size - 1);
  }

  /** The root that the tree would have with these leaves behind it. */
  rootWith(leaves) {
    const range = this.range.copy();
    for (const leaf of leaves) range.append(leafHash(leaf));
    return range.root();
  }

  rootAt(size) { return this.roots[size]; }
  proof(index, size) { return inclusionProof(this.hashes.slice(0, size), index); }

  /** The next size above `first` that has a signed head, no larger than `until`. */
  headAbove(first, until = Infinity) {
    const sizes = [...this.heads.keys()].filter(size => size > first && size <= until);
    return sizes.length ? Math.min(...sizes) : null;
  }

  statement(index) { return JSON.parse(this.leaves[index].toString().split('\n')[0]); }
  seal(index) { return JSON.parse(this.leaves[index].toString().split('\n')[1]); }
  short(size = this.size) { return { epoch: this.epoch, size, root: this.rootAt(size).toString('base64') }; }
}
