import { eventHash, type StoredEvent, sha256 } from './event-hash.ts'

/** What can be wrong with a log. */
export const chainProblemKinds = {
  MISSING_ENTRY: 'A number is missing: an entry was deleted.',
  OUT_OF_ORDER: 'A number comes twice or too late: entries were inserted or swapped.',
  BROKEN_LINK: 'An entry does not carry the hash of the one before: one of them was changed, inserted or swapped.',
  EDITED: 'The content of an entry does not have the hash it carries.',
  PERSONAL_EDITED: 'The personal data of an entry does not have the digest it carries.',
  PERSONAL_MISSING: 'Personal data of an entry is gone and no later entry says that it was erased.',
  ANCHOR_MISMATCH: 'The entry with the number of the anchor has another hash: the log was written anew.',
  CUT_TAIL: 'The log ends before the anchor: its last entries were deleted.',
} as const
export type ChainProblemKind = keyof typeof chainProblemKinds

export interface ChainProblem {
  /** Number of the first entry that is not as it was written, or that is missing. */
  readonly seq: number
  readonly kind: ChainProblemKind
  /** For people. */
  readonly text: string
}

/** An entry that was seen outside of the log: on an export or a report. */
export interface Anchor {
  readonly seq: number
  readonly hash: string
}

/** The action of entries that say whose personal data was erased from earlier ones. */
export const ERASED_ACTION = 'audit.personal_erased'

/** Follows a log from its first entry; the state is small, whatever its length. */
export interface ChainCheck {
  /** Entries that were found as they were written. */
  readonly checked: number
  /** The last of them. */
  readonly head: Anchor | null
  /** Takes the next entry; answers what is wrong, after which nothing more can be said. */
  next(event: StoredEvent): ChainProblem | null
  /** After the last entry: what is wrong with the end. */
  end(): ChainProblem | null
}

export function createChainCheck(anchor: Anchor | null): ChainCheck {
  let head: Anchor | null = null
  let checked = 0
  // Entries without their personal data, with their actors, until an entry says that it was erased.
  const bare = new Map<number, number | null>()

  function problemOf(event: StoredEvent): ChainProblem | null {
    const { seq } = event
    const expected = (head?.seq ?? 0) + 1
    if (seq > expected)
      return problem(expected, 'MISSING_ENTRY', `Entry ${expected} is missing; the next one is ${seq}`)
    if (seq < expected) return problem(seq, 'OUT_OF_ORDER', `Entry ${seq} stands after entry ${expected - 1}`)
    if (event.previous_hash !== (head?.hash ?? ''))
      return problem(seq, 'BROKEN_LINK', `Entry ${seq} does not follow entry ${seq - 1} as that one stands there`)
    if (eventHash(event) !== event.hash)
      return problem(seq, 'EDITED', `Entry ${seq} does not say what it said when it was written`)
    if (event.personal !== null && (event.personal_digest === null || sha256(event.personal) !== event.personal_digest))
      return problem(seq, 'PERSONAL_EDITED', `The personal data of entry ${seq} is not what was written`)
    if (anchor?.seq === seq && anchor.hash !== event.hash)
      return problem(seq, 'ANCHOR_MISMATCH', `Entry ${seq} has the hash ${event.hash}, the anchor ${anchor.hash}`)
    return null
  }

  return {
    get checked() {
      return checked
    },
    get head() {
      return head
    },
    next: event => {
      const found = problemOf(event)
      if (found) return found
      head = { seq: event.seq, hash: event.hash }
      checked++
      if (event.personal_digest !== null && event.personal === null) bare.set(event.seq, event.actor_id)
      if (event.action === ERASED_ACTION) excuse(bare, event.details)
      return null
    },
    end: () => {
      const last = head?.seq ?? 0
      if (anchor && anchor.seq > last)
        return problem(last + 1, 'CUT_TAIL', `The log ends with entry ${last}; the anchor is entry ${anchor.seq}`)
      const [first] = bare.keys()
      if (first === undefined) return null
      return problem(
        first,
        'PERSONAL_MISSING',
        `The personal data of entry ${first} is gone, and no entry says it was erased`,
      )
    },
  }
}

/** Strikes out what an erasure names: all entries of an actor, or entries by number. */
function excuse(bare: Map<number, number | null>, details: string): void {
  const { actorId, entries } = erasedBy(details)
  for (const seq of entries ?? []) bare.delete(seq)
  if (actorId !== undefined) for (const [seq, actor] of bare) if (actor === actorId) bare.delete(seq)
}

/** A forged entry may say anything: one that cannot be read erases nothing. */
function erasedBy(details: string): { actorId?: number; entries?: readonly number[] } {
  try {
    const { actorId, entries } = JSON.parse(details)
    return { actorId, entries: Array.isArray(entries) ? entries : [] }
  } catch {
    return {}
  }
}

const problem = (seq: number, kind: ChainProblemKind, text: string): ChainProblem => ({ seq, kind, text })
