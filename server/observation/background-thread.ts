import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

/**
 * As `nice` counts: 0 is anybody's, 19 the last. On two processors with two threads that never rest, one that wants a
 * millisecond of every four got it up to 63 to 137 ms later (p99 of three runs each) at 0, 13 to 124 at 5, 8 to 14 at 10.
 * The others still get a tenth of what is asked for by everybody, so that none of them holds a lock for long.
 */
const BACKGROUND = 10

/**
 * Lets the thread that calls this, and those that it starts, go behind the threads that answer requests: where there are
 * fewer processors than threads at work, these would wait for their turn as long as those take theirs. Where nobody else
 * has anything to do it is as quick as before. Linux counts priorities by thread; elsewhere nothing is changed.
 */
export function goToBackground(): void {
  const thread = ownThread()
  if (thread === null) return
  try {
    setPriority(thread, BACKGROUND)
  } catch {
    // Not allowed here: it works as quickly as everybody.
  }
}

/** The number that the kernel knows this thread by; null: there is none to be known. */
function ownThread(): number | null {
  try {
    const [owner, , thread] = readlinkSync('/proc/thread-self').split('/')
    // Of another space of process numbers, it would name somebody else's.
    return Number(owner) === process.pid && thread !== undefined ? Number(thread) : null
  } catch {
    return null
  }
}
